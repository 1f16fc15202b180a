await fetch('/api/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
const source = new EventSource('/api/v1/events/stream?type=member_enrolled')
source.onmessage = ({ data, lastEventId }) => heard(lastEventId, JSON.parse(data))
