// Helps those who have a script; every page works without it.
"use strict";

(() => {
    const body = document.body;
    const status = document.querySelector("[role=status]");
    let cleared = 0;

    /** Tells those who listen and those who look, and is silent again. */
    const say = (text) => {
        if (!status) return;
        clearTimeout(cleared);
        setTimeout(() => { status.textContent = text; }, 50);
        cleared = setTimeout(() => { status.textContent = ""; }, 4000);
    };

    // What only works here is shown only here.
    for (const button of document.querySelectorAll("[data-copy], [data-keys][hidden]")) button.hidden = false;

    document.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-copy]");
        if (!button) return;
        const text = button.dataset.copy;
        const whole = text.startsWith("/") ? new URL(text, location.href).href : text;
        try {
            await navigator.clipboard.writeText(whole);
            say(body.dataset.copied);
        } catch {
            say(body.dataset.notCopied);
        }
    });

    // A choice of order or view is taken at once.
    for (const form of document.querySelectorAll("form[data-submit]")) {
        const button = form.querySelector("button[type=submit]");
        if (button) button.hidden = true;
        form.addEventListener("change", () => form.requestSubmit());
    }

    // Empty fields do not stand in the address.
    for (const form of document.querySelectorAll("form[action]")) {
        form.addEventListener("submit", () => {
            for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
        });
    }
    addEventListener("pageshow", () => {
        for (const field of document.querySelectorAll("form[action] :disabled")) field.disabled = false;
    });

    // On small screens what narrows down waits to be asked for.
    const narrowing = document.querySelector(".narrowing");
    if (narrowing && matchMedia("(max-width: 56rem)").matches) narrowing.open = false;

    // Keys, unless they are turned off.
    const dialog = document.getElementById("tangenter");
    const toggle = dialog?.querySelector("[data-keys=toggle]");
    const store = {
        get off() { try { return localStorage.getItem("tangenter") === "av"; } catch { return false; } },
        set off(value) { try { localStorage.setItem("tangenter", value ? "av" : "på"); } catch { /* private mode */ } },
    };
    const label = () => { if (toggle) toggle.textContent = store.off ? body.dataset.keysOn : body.dataset.keysOff; };
    label();
    toggle?.addEventListener("click", () => { store.off = !store.off; label(); });
    document.querySelector("[data-keys=help]")?.addEventListener("click", () => dialog?.showModal());

    const hits = [...document.querySelectorAll("[data-hit]")];
    let at = -1;
    const go = (step) => {
        if (hits.length === 0) return;
        at = Math.min(hits.length - 1, Math.max(0, at + step));
        for (const hit of document.querySelectorAll(".is-at")) hit.classList.remove("is-at");
        hits[at].closest(".hit")?.classList.add("is-at");
        hits[at].focus();
        hits[at].scrollIntoView({ block: "center" });
    };

    document.addEventListener("keydown", (event) => {
        if (store.off || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
        const keys = {
            "/": () => {
                const box = document.querySelector("#sokruta, #q");
                box?.focus();
                box?.select();
            },
            "j": () => go(1),
            "k": () => go(-1),
            "o": () => document.querySelector("[data-toggle-image]")?.click(),
            "?": () => dialog?.showModal(),
        };
        const act = keys[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    });

    // Pictures of pages beside their text, or the text alone.
    const paper = document.querySelector(".paper");
    const image = document.querySelector("[data-toggle-image]");
    if (paper && image) {
        image.hidden = false;
        image.addEventListener("click", () => {
            const off = paper.classList.toggle("is-text-only");
            image.setAttribute("aria-pressed", String(off));
        });
        // The picture of the page that is read comes along.
        const pictures = paper.querySelector(".pictures");
        if (pictures && "IntersectionObserver" in window) {
            const seen = new IntersectionObserver((entries) => {
                for (const entry of entries) {
                    if (!entry.isIntersecting) continue;
                    const picture = document.getElementById(entry.target.dataset.picture);
                    if (picture) pictures.scrollTo({ top: picture.offsetTop - pictures.offsetTop });
                }
            }, { rootMargin: "-20% 0px -65% 0px" });
            for (const page of paper.querySelectorAll("[data-picture]")) seen.observe(page);
        }
    }
})();
