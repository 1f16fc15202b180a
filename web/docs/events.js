// A file of its own, because the page's policy allows no script inside the page.
const filled = (node, selector, text) => {
  node.querySelector(selector).textContent = text
}

function row(field) {
  const line = document.createElement('tr')
  const name = document.createElement('td')
  const code = document.createElement('code')
  code.textContent = field.name
  name.append(code)
  if (!field.required) name.append(document.createElement('br'), '可无 optional')
  const said = document.createElement('td')
  const english = document.createElement('span')
  english.lang = 'en'
  english.textContent = field.text.en
  said.append(field.text.zh, document.createElement('br'), english)
  line.append(name, said)
  return line
}

function article(event) {
  const node = document.getElementById('event').content.cloneNode(true)
  const shown = node.querySelector('article')
  shown.id = event.type.replace('pingzhan.', '')
  shown.dataset.words = `${event.type} ${event.text.zh} ${event.text.en}`.toLowerCase()
  filled(node, '.type', event.type)
  filled(node, '.zh', event.text.zh)
  filled(node, '.en', event.text.en)
  node.querySelector('tbody').append(...event.fields.map(row))
  filled(node, '.example', JSON.stringify(event.example, null, 2))
  node.querySelector('.schema').href = event.dataschema
  return node
}

function section(kind, words, events) {
  const node = document.createElement('section')
  const head = document.createElement('h2')
  const english = document.createElement('span')
  english.lang = 'en'
  english.textContent = words.en
  head.append(`${words.zh} `, english)
  node.append(head, ...events.filter((event) => event.kind === kind).map(article))
  return node
}

async function show() {
  const told = await (await fetch('../events/catalogue')).json()
  const main = document.getElementById('events')
  main.append(...Object.entries(told.kinds).map(([kind, words]) => section(kind, words, told.items)))
  document.getElementById('sought').addEventListener('input', ({ target }) => {
    const sought = target.value.trim().toLowerCase()
    for (const shown of main.querySelectorAll('article')) shown.hidden = !shown.dataset.words.includes(sought)
  })
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
}

show()
