const element = document.querySelector('sf-connection');
const table = document.querySelector('sf-query-table');
const chooser = document.querySelector('#chooser');
const choices = chooser.querySelector('.choices');

element.addEventListener('sf-connected', offerFields);
choices.addEventListener('change', readChosen);

async function offerFields() {
  const { fields } = await element.connection.describe('Contact');
  const shown = new Set(table.getAttribute('fields').split(','));
  const byLabel = fields.toSorted((a, b) => a.label.localeCompare(b.label));
  choices.replaceChildren(...byLabel.map((field) => choiceOf(field, shown.has(field.name))));
  chooser.hidden = false;
}

function choiceOf({ name, label }, checked) {
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', value: name, checked });
  const line = document.createElement('label');
  line.append(box, ` ${label}`);
  return line;
}

function readChosen({ target }) {
  const { value, checked } = target;
  const others = table
    .getAttribute('fields')
    .split(',')
    .filter((name) => name !== value);
  const chosen = checked ? [...others, value] : others;
  if (chosen.length > 0) table.setAttribute('fields', chosen.join(','));
  else target.checked = true;
}
