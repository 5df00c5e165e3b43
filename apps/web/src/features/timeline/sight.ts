/** The first message of which something is seen. */
export function firstInSight(scroller: HTMLElement): HTMLElement | null {
  const edge = scroller.scrollTop - lead(scroller);
  return firstThat(articlesOf(scroller), (element) => bottomOf(element) > edge) ?? null;
}

/** The last message that is seen to its end. */
export function lastInSight(scroller: HTMLElement): HTMLElement | null {
  const edge = scroller.scrollTop + scroller.clientHeight - lead(scroller) + ALMOST_PX;
  const articles = articlesOf(scroller);
  const beyond = firstThat(articles, (element) => bottomOf(element) > edge);
  const index = beyond ? articles.indexOf(beyond) : articles.length;
  return articles[index - 1] ?? beyond ?? null;
}

/** The message that has the focus, or holds what has it. */
export function focusedIn(scroller: HTMLElement): HTMLElement | null {
  const article = document.activeElement?.closest("article");
  return article && scroller.contains(article) ? article : null;
}

/** How much there is below what is seen. */
export function below(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
}

/** How far below the upper edge an element is seen. */
export function topWithin(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

const ALMOST_PX = 8;

/** What stands above the rows in the scrolled area: room, where they are few. */
function lead(scroller: HTMLElement): number {
  const content = scroller.lastElementChild;
  return content instanceof HTMLElement ? content.offsetTop : 0;
}

function articlesOf(scroller: HTMLElement): HTMLElement[] {
  return [...scroller.querySelectorAll<HTMLElement>("article")];
}

function bottomOf(element: HTMLElement): number {
  return element.offsetTop + element.offsetHeight;
}

/** The first of these that holds, where all after it hold too. */
function firstThat<Item>(items: readonly Item[], holds: (item: Item) => boolean): Item | undefined {
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) to = middle;
    else from = middle + 1;
  }
  return items[from];
}
