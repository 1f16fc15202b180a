curl -s -H "Authorization: Bearer $TOKEN" "$PINGZHAN/api/v1/events?after=0&limit=3&type=member_enrolled"
