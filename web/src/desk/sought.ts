/** Finds texts that have every one of some words, in capitals or not; without words it finds all. */
export function finder(words: string): (text: string) => boolean {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return (text) => {
    if (!wanted.length) return true
    const told = text.toLocaleLowerCase()
    return wanted.every((word) => told.includes(word))
  }
}
