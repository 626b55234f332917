// Tables that can be ordered by a column and filtered by words, as far as they are on the page. Rows of passages
// stay with the row above them. On narrow screens each cell gets the head of its column.
const parts = (body) => {
  const groups = [];
  for (const row of body.rows) {
    if (row.classList.contains('evidence') && groups.length > 0) groups[groups.length - 1].push(row);
    else groups.push([row]);
  }
  return groups;
};

const order = (table, head, column) => {
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const number = head.classList.contains('number');
  const value = (group) => {
    const text = group[0].cells[column]?.textContent.trim() ?? '';
    return number ? Number.parseFloat(text.replaceAll(',', '')) || 0 : text;
  };
  const body = table.tBodies[0];
  const groups = parts(body).map((group) => ({ group, value: value(group) }));
  groups.sort((a, b) => (number ? a.value - b.value : a.value.localeCompare(b.value)) * (down ? -1 : 1));
  body.append(...groups.flatMap((one) => one.group));
};

for (const table of document.querySelectorAll('table.rows')) {
  const body = table.tBodies[0];
  if (!table.tHead || !body) continue;
  const heads = [...table.tHead.rows[0].cells];
  for (const row of body.rows) {
    if (row.classList.contains('evidence')) continue;
    [...row.cells].forEach((cell, i) => {
      if (heads[i] && !cell.dataset.label) cell.dataset.label = heads[i].textContent;
    });
  }
  if (body.rows.length < 10) continue;
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => order(table, head, column));
    head.replaceChildren(button);
  });
  if (body.rows.length < 20) continue;
  const label = document.createElement('label');
  label.className = 'filter';
  const input = document.createElement('input');
  input.type = 'search';
  label.append('Filter this page ', input);
  const box = table.closest('.scroll') ?? table;
  box.before(label);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const group of parts(body)) {
      const text = group.map((row) => row.textContent).join(' ').toLowerCase();
      const shown = words.every((word) => text.includes(word));
      for (const row of group) row.hidden = !shown;
    }
  });
}
