// The statement checker in the browser: a statement can be dropped as a file, and travels in the fragment of the
// address, which browsers send to nobody. Without this script the form is sent as any other.
"use strict";

(() => {
  const PREFIX = "#statement=";

  /** The statement and its date that an address carries, if it carries one. */
  function carried() {
    if (!location.hash.startsWith(PREFIX)) return null;
    const fields = new URLSearchParams(location.hash.slice(1));
    return { statement: fields.get("statement") || "", date: fields.get("date") || "" };
  }

  /** The fragment that carries a statement. */
  function fragment(statement, date) {
    const fields = new URLSearchParams({ statement });
    if (date) fields.set("date", date);
    return "#" + fields.toString();
  }

  /** Puts the content of another page of this site in place of this one's. */
  async function show(request) {
    const main = document.querySelector("main");
    main.setAttribute("aria-busy", "true");
    try {
      const response = await fetch("/check", request);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const content = page.querySelector("main");
      if (!content) throw new Error("status " + response.status);
      main.replaceChildren(...content.childNodes);
      document.title = page.title;
      prepare();
      main.focus();
      window.scrollTo(0, 0);
    } catch (error) {
      const told = document.createElement("p");
      told.className = "warning";
      told.setAttribute("role", "alert");
      told.textContent = "The statement could not be checked (" + error.message + "). Try again, or shorten it.";
      main.prepend(told);
    } finally {
      main.removeAttribute("aria-busy");
    }
  }

  /** Shows what the address asks for: the findings of the statement that it carries, or the form. */
  function follow() {
    const asked = carried();
    if (!asked) return show({ method: "GET" });
    return show({ method: "POST", body: new URLSearchParams(asked) });
  }

  /** Lets the form put its statement into the address. */
  function submit(event) {
    const form = event.currentTarget;
    const wanted = fragment(form.elements.statement.value, form.elements.date.value);
    event.preventDefault();
    if (location.pathname !== "/check") {
      location.assign("/check" + wanted);
    } else if (location.hash === wanted) {
      follow();
    } else {
      location.hash = wanted;
    }
  }

  /** Lets a file be dropped on the statement, or chosen. */
  function files(form) {
    const field = form.elements.statement;
    const take = async (file) => { if (file) field.value = await file.text(); };
    field.addEventListener("dragover", (event) => event.preventDefault());
    field.addEventListener("drop", (event) => {
      const file = event.dataTransfer && event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      take(file);
    });
    const choose = form.querySelector("input[type=file]");
    choose.addEventListener("change", () => take(choose.files[0]));
    choose.closest("[hidden]").hidden = false;
  }

  /** Makes this page's form, and its link, do what needs a script. */
  function prepare() {
    const form = document.getElementById("check");
    if (form) {
      form.addEventListener("submit", submit);
      files(form);
    }
    const share = document.getElementById("share");
    if (share && carried()) {
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = "This link";
      share.replaceChildren(link, " shows the same to others: it carries the statement itself, and nothing is stored.");
    }
  }

  // A link within the page must not take the statement out of the address, where a reload looks for it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const place = link && carried() && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus();
    place.scrollIntoView();
  });
  window.addEventListener("hashchange", (event) => {
    // Links within a page are the browser's.
    const was = new URL(event.oldURL).hash, is = location.hash;
    if (is.startsWith(PREFIX) || (was.startsWith(PREFIX) && is === "")) follow();
  });
  prepare();
  if (location.pathname === "/check" && carried()) follow();
})();
