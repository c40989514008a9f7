// Whole numbers of any size, as one reads and says them.
// 268,435,456, or [1.68, 66] for 1.68 times ten to the 66. No float holds the largest of them.
function short(number) {
  if (number < 10n ** 9n) return number.toLocaleString('en');
  const text = String(number), digits = Number(`${text[0]}.${text.slice(1, 16)}`).toFixed(2);
  return digits === '10.00' ? ['1.00', text.length] : [digits, text.length - 1];
}

function said(number) {
  const text = short(number);
  return typeof text === 'string' ? text : `${text[0]} times 10^${text[1]}`;
}

// As the parts of a text: 268,435,456, or 1.68·10 with 66 raised.
function figure(number) {
  const found = short(number);
  return typeof found === 'string' ? [found] : raised(`${found[0]}·10`, found[1]);
}
