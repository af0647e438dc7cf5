// The menu on small screens, light and dark, the search, and the current place in the navigation.
{
  const root = document.documentElement
  const side = document.querySelector(".side")
  const menu = document.getElementById("menu")
  const search = document.getElementById("search")
  const groups = [...side.querySelectorAll(".group")]
  const links = [...side.querySelectorAll("a[data-search]")]

  // A page that was opened as a file may have no storage.
  const stored = () => {
    try {
      return localStorage.getItem("theme")
    } catch {
      return null
    }
  }
  const setTheme = (theme) => {
    root.dataset.theme = theme
    try {
      localStorage.setItem("theme", theme)
    } catch {
      // The choice then lasts until the page is left.
    }
  }
  if (stored() !== null) root.dataset.theme = stored()
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
    setTheme(dark === "dark" ? "light" : "dark")
  })

  const showMenu = (open) => {
    side.classList.toggle("open", open)
    menu.setAttribute("aria-expanded", String(open))
  }
  menu.addEventListener("click", () => showMenu(!side.classList.contains("open")))
  document.querySelector("main").addEventListener("click", () => showMenu(false))
  side.addEventListener("click", (event) => {
    if (event.target.closest("a")) showMenu(false)
  })

  let openBefore
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    const searching = words.length > 0
    if (searching) openBefore ??= groups.filter((group) => group.open)
    side.classList.toggle("searching", searching)
    for (const link of links) link.hidden = !words.every((word) => link.dataset.search.includes(word))
    for (const group of groups) {
      const empty = searching && group.querySelector("a:not([hidden])") === null
      group.style.display = empty ? "none" : ""
      group.open = searching ? !empty : (openBefore ?? groups.filter((one) => one.open)).includes(group)
    }
    if (!searching) openBefore = undefined
    document.getElementById("nothing").hidden = links.some((link) => !link.hidden)
  }
  search.addEventListener("input", find)
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") links.find((link) => !link.hidden)?.click()
    if (event.key !== "Escape") return
    search.value = ""
    find()
    search.blur()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return
    event.preventDefault()
    showMenu(true)
    search.focus()
  })

  // Operations that were not on the screen yet have an estimated height, so the target moves while it is scrolled to.
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    let rounds = 0
    const scroll = () => {
      target?.scrollIntoView()
      if (++rounds < 6) requestAnimationFrame(scroll)
    }
    scroll()
  }
  addEventListener("hashchange", showTarget)
  showTarget()

  const linkTo = new Map(links.map((link) => [link.hash.slice(1), link]))
  let current
  const mark = (id) => {
    const link = linkTo.get(id)
    if (link === undefined || link === current) return
    current?.classList.remove("current")
    current = link
    link.classList.add("current")
    if (search.value !== "") return
    const group = link.closest(".group")
    if (group) for (const other of groups) other.open = other === group
    link.scrollIntoView({ block: "nearest" })
  }
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target.id)
    },
    { rootMargin: "-15% 0px -75% 0px" }
  )
  for (const section of document.querySelectorAll("main .operation, .protocol h2")) seen.observe(section)
}
