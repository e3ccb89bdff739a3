const tables = Array.from({ length: 200 }, (_, index) => {
  const table = document.createElement('sf-query-table');
  table.setAttribute('soql', `SELECT Name FROM Account WHERE NumberOfEmployees > ${index} LIMIT 3`);
  return table;
});
document.querySelector('sf-connection').append(...tables);
