// The slider of the page of groups says its day as it moves. Without this the form is
// sent with the month, and the desk finds the day.
const at = document.getElementById("at");
const day = document.getElementById("day");
const said = document.getElementById("said");

const dayOf = (month) => month >= Number(at.max) ? at.dataset.today
  : `${String(Math.floor(month / 12)).padStart(4, "0")}-${String(month % 12 + 1).padStart(2, "0")}-01`;

function say(date) {
  said.textContent = date;
  at.setAttribute("aria-valuetext", date);
}

// From here on the day alone is sent.
at.removeAttribute("name");
document.getElementById("was").removeAttribute("name");
at.addEventListener("input", () => { day.value = dayOf(Number(at.value)); say(day.value); });
day.addEventListener("change", () => {
  const [y, m] = day.value.split("-").map(Number);
  if (!y) return;
  at.value = y * 12 + m - 1;
  say(day.value);
});
