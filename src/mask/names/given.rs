//! Given names that are common in Sweden and Swedish Finland.

use std::collections::BTreeSet;
use std::sync::LazyLock;

const GIVEN: &str = "\
Adam Adrian Agneta Ahmed Albert Albin Alexander Alexandra Alf Alfred Ali Alice Alma Alva Amanda Amina Anders \
Andreas Anette Anita Anja Ann Anna Anne Annelie Annika Anton Arne Aron Arvid Astrid August Axel Barbro Beatrice \
Bengt Berit Bernt Bertil Birger Birgit Birgitta Björn Bo Boel Britt Britta Börje Camilla Carina Carl Carolina \
Caroline Catarina Cecilia Charlotte Christer Christian Christina Claes Clara Conny Dag Dagmar Dan Daniel David \
Dennis Doris Ebba Edith Edvin Egon Eivor Elin Elina Elis Elisabet Elisabeth Ella Ellen Ellinor Elsa Elsie Elvira \
Emelie Emil Emilia Emma Emmy Erik Erika Erland Ernst Ester Eva Evelina Fatima Felicia Felix Filip Folke Frans \
Fredrik Frida Frida Gabriel Georg Gerd Gertrud Gudrun Gun Gunborg Gunilla Gunnar Gunnel Gunvor Gustaf Gustav \
Göran Gösta Göte Hanna Hannes Hans Harald Harriet Harry Hassan Hedvig Helen Helena Helga Helge Henrik Henry Herbert \
Hilda Hjalmar Holger Hugo Håkan Ibrahim Ida Inga Ingalill Inge Ingeborg Ingela Ingemar Inger Ingmar Ingrid Ingvar \
Irene Iris Isabella Isak Ivar Jakob Jacob Jan Jeanette Jennie Jenny Jens Jerker Jessica Jimmy Joakim Johan Johanna \
Johannes John Johnny Jonas Jonathan Josef Josefin Judit Julia Jörgen Kaj Karin Karl Karolina Kasper Katarina Kent \
Kenneth Kerstin Kim Kjell Klara Klas Knut Kristian Kristina Kristoffer Kurt Lars Lasse Leif Leila Lena Lennart Leo \
Leon Lilian Lillemor Lina Linda Linnea Linnéa Linus Lisa Lisbeth Liselott Liv Lotta Louise Lovisa Lucas Lukas Ludvig \
Maja Magdalena Magnus Maj Malin Malte Margareta Margit Mari Maria Marianne Marie Marika Marita Markus Marcus Martha \
Martin Martina Mats Matilda Mats Mattias Mathias Maud Max Melker Mia Micael Michael Mikael Milla Mohamed Mohammed \
Moa Mona Monica Monika Märta Märit Mårten Nadja Nathalie Nellie Niclas Niklas Nils Nina Noah Nora Ola Olaf Olle Olof \
Olov Oscar Oskar Ossian Otto Ove Patrik Paul Paula Per Pernilla Peter Petra Petter Pia Pierre Pontus Ragnar Ragnhild \
Rebecka Reidar Rickard Rikard Robert Robin Roger Roland Rolf Ronny Roy Rune Rut Ruth Sally Samir Samira Samuel Sandra \
Sanna Sara Saga Selma Sigrid Sigvard Simon Siri Siv Sofia Sofie Solveig Stefan Stellan Stig Stina Sune Susanna \
Susanne Svea Sven Sverker Sylvia Sören Tage Tania Theodor Therese Thomas Thor Thorbjörn Tim Tina Tobias Tom Tomas Tommy \
Tor Torbjörn Tord Tore Torgny Torsten Tove Tuva Tyra Ulf Ulla Ulrica Ulrika Urban Valter Vera Veronica Viktor Viktoria \
Victor Victoria Vilgot Viola Viveka Vivianne Werner Wilhelm William Wilma Yngve Yvonne Åke Åsa Örjan Östen";

static NAMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| GIVEN.split_whitespace().collect());

/// True when the first word of `name` is a given name, or two with a hyphen.
pub(super) fn is_given(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.split('-').any(|part| NAMES.contains(part))
}
