// A form that is refused stays as it is, with what is wrong beside the field at fault. Without
// scripts the desk gives it back filled in. Forms with passwords go as ever.
const told = "refused wrong".split(" ");
let busy = false;

function clear(form) {
  for (const id of told) form.querySelector("#" + id)?.remove();
  for (const el of form.querySelectorAll("[aria-describedby=wrong]")) {
    el.removeAttribute("aria-describedby");
    el.removeAttribute("aria-invalid");
  }
}

// say puts a message at the head of the form, and beside the field that it names.
function say(form, box) {
  clear(form);
  box.id = "refused";
  box.tabIndex = -1;
  form.prepend(box);
  const field = [...form.elements].find((el) => box.dataset.field && el.name === box.dataset.field && el.type !== "hidden");
  if (!field) { box.focus(); return; }
  const many = field.type === "radio" || field.type === "checkbox";
  const near = document.createElement("span");
  near.id = near.className = "wrong";
  near.textContent = (box.querySelector(".what") ?? box.querySelector("p")).textContent;
  if (!many) field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", "wrong");
  (many ? field.closest("fieldset, label") : field).after(near);
  if (many && field.closest("fieldset")) field.closest("fieldset").append(near);
  field.focus();
}

function offline(form) {
  const box = document.createElement("div");
  box.className = "refused";
  box.role = "alert";
  box.innerHTML = "<p></p>";
  box.firstChild.textContent = document.documentElement.dataset.offline;
  say(form, box);
}

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  busy = true;
  form.setAttribute("aria-busy", "true");
  let answer, text;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    text = await answer.text();
  } catch {
    offline(form);
    return;
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
  const to = answer.headers.get("HX-Redirect");
  if (to) {
    location.assign(to);
    // Where only what stands behind the # is another, or nothing is, the page is asked for anew.
    const there = new URL(to, location.href);
    if (there.pathname + there.search === location.pathname + location.search) location.reload();
    return;
  }
  // What somebody else did first is a page of its own, which the browser goes to with the form.
  if (answer.status === 409 && form.isConnected) {
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const box = page.querySelector("body > .refused");
  if (box) { say(form, box); return; }
  // A page in answer to the form: it asks once more, or says what somebody else decided.
  const main = page.getElementById("main");
  if (!main) { offline(form); return; }
  document.getElementById("main").replaceWith(main);
  document.title = page.title;
  scrollTo(0, 0);
  const h = main.querySelector("#done, #refused, h1");
  h.tabIndex = -1;
  h.focus();
}

document.addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method !== "post" || (e.submitter?.getAttribute("formmethod") ?? "post") !== "post" || !form.closest("main") || form.querySelector("[type=password]")) return;
  e.preventDefault();
  if (!busy) send(form, e.submitter);
});
