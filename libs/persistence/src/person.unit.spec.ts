import { mentionOf, spellingsOf } from './person.js';

describe('Whether a text mentions a person who is to be forgotten', () => {
  const person = {
    customerId: 'c-1',
    texts: [
      "Ada O'Neil",
      '李雷',
      'ada@shop.example',
      '+8613800138000',
      'a-b [c]/(d)',
      '上海市南京东路 1 号',
      null,
      '',
    ],
  };
  const mention = mentionOf(person);

  it.each([
    ['a name', '{"name":"Ada O\'Neil"}'],
    ['a name within an address', '{"address":"Ada O\'Neil, 12 Main Street"}'],
    ['a mail address in capitals', '{"email":"ADA@shop.example"}'],
    ['a number', 'phone;+8613800138000;'],
    ['a name full of signs', 'x a-b [c]/(d) y'],
    ['a name in a script without spaces', '{"to":"收件人李雷收"}'],
    ['a name whose JSON is escaped', '{"name":"\\u674e\\u96f7"}'],
    [
      'an address whose JSON is escaped',
      '{"a":"\\u4e0a\\u6d77\\u5e02\\u5357\\u4eac\\u4e1c\\u8def 1 \\u53f7"}',
    ],
  ])('it does by %s', (_, text) => {
    expect(mention(text)).toBe('personal');
    expect(spellingsOf(person).some((spelling) => text.toLowerCase().includes(spelling))).toBe(true);
  });

  it.each([
    ['somebody whose name begins alike', '{"name":"Ada O\'Neilson"}'],
    ['somebody whose mail address ends alike', '{"email":"jada@shop.example"}'],
    ['a customer whose id begins alike', '{"customerId":"c-10"}'],
    ['an unquoted figure', '{"quantity":1}'],
  ])('it does not by %s', (_, text) => {
    expect(mention(text)).toBe('none');
  });

  it('tells the pseudonym from what says who that is', () => {
    expect(mention('{"customerId":"c-1"}')).toBe('pseudonym');
    expect(mentionOf({ customerId: '42', texts: [] })('{"customerId":"42"}')).toBe('pseudonym');
    expect(mentionOf({ customerId: '42', texts: [] })('{"quantity":42}')).toBe('none');
  });
});
