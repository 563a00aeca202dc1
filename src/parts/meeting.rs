//! Header lines → [`Meeting`](crate::model::Meeting): body, date, place, chair.
