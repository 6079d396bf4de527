// For readers of versions: where a missing page is instead, and why another version shows its first page.
(() => {
  const text = (tag, said) => Object.assign(document.createElement(tag), { textContent: said })

  const link = (href, said) => Object.assign(text("a", said), { href })

  // An address as pages.json writes it.
  const normal = (path) => {
    const plain = path.replace(/(^|\/)index\.html$/, "$1")
    return plain === "" || /\/$|\.[a-z0-9]+$/i.test(plain) ? plain : `${plain}/`
  }

  const decoded = (path) => {
    try {
      return decodeURIComponent(path)
    } catch {
      return path
    }
  }

  const missing = async (place) => {
    const root = new URL(place.dataset.root, location).pathname
    const answer = await fetch(`${root}pages.json`)
    if (!answer.ok || !location.pathname.startsWith(root)) return
    const pages = await answer.json()
    const rest = decoded(location.pathname.slice(root.length))
    const [first] = rest.split("/")
    const inVersion = first in pages
    const path = normal(inVersion ? rest.slice(first.length + 1) : rest)
    if (!inVersion && pages.latest?.includes(path)) {
      location.replace(`${root}latest/${path}${location.search}${location.hash}`)
      return
    }
    const order = ["latest", ...Object.keys(pages).filter((name) => name !== "latest").reverse()]
    const found = order.filter((name) => name !== first && pages[name]?.includes(path))
    if (!found.length) return
    const list = document.createElement("ul")
    for (const name of found) {
      const item = document.createElement("li")
      const said = name === "latest" ? "in the current version" : `in version ${name}`
      item.append(link(`${root}${name}/${path}${location.search}${location.hash}`, said))
      list.append(item)
    }
    const where = inVersion ? `Version ${first} does not have this page. It is` : "This page is"
    place.append(text("p", where), list)
  }

  const place = document.getElementById("faq-missing")
  if (place) missing(place)

  // The theme's selector goes to a version's first page where that version lacks the page.
  const config = document.getElementById("__config")
  if (!config || place) return
  const base = new URL(JSON.parse(config.textContent).base + "/", location).pathname.replace(/\/+$/, "/")
  const here = location.pathname.slice(base.length)
  const KEY = "faq.version.from"
  const from = JSON.parse(sessionStorage.getItem(KEY) ?? "null")
  sessionStorage.removeItem(KEY)
  if (from && from.base !== base && from.page !== here) {
    const note = text("p", `This version does not have the page “${from.title}”. This is its first page.`)
    note.className = "faq-lacking"
    note.setAttribute("role", "status")
    document.querySelector("article")?.prepend(note)
  }
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.(".md-version__link")) return
      const title = document.querySelector("article h1")?.firstChild?.textContent ?? document.title
      sessionStorage.setItem(KEY, JSON.stringify({ base, page: here, title: title.trim() }))
    },
    true,
  )
})()
