const { PINGZHAN, TOKEN, LAST = '0' } = process.env

async function follow(after, wanted, take) {
  const address = `${PINGZHAN}/api/v1/events/stream?${new URLSearchParams(wanted)}`
  for (;;) {
    const quiet = new AbortController()
    let dead = setTimeout(() => quiet.abort(), 60_000)
    try {
      const headers = { Authorization: `Bearer ${TOKEN}`, 'Last-Event-ID': after }
      const answer = await fetch(address, { headers, signal: quiet.signal })
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
        throw new Error(await answer.text(), { cause: 'refused' })
      }
      let rest = ''
      for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(dead)
        dead = setTimeout(() => quiet.abort(), 60_000)
        const events = (rest + text).split('\n\n')
        rest = events.pop()
        for (const lines of events) {
          const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(lines) ?? []
          if (!id) continue // a comment
          await take(JSON.parse(data))
          after = id
        }
      }
    } catch (error) {
      if (error.cause === 'refused') throw error
    } finally {
      clearTimeout(dead)
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

await follow(LAST, { type: 'member_enrolled' }, (event) => console.log(event.id, event.data.member))
