last=${LAST:-0}
while true; do
  while IFS= read -r line; do
    case $line in
      "id: "*) id=${line#id: } ;;
      "data: "*) printf '%s\n' "${line#data: }"; last=$id ;;
    esac
  done < <(curl -sN --max-time 3600 --speed-limit 1 --speed-time 60 -H "Authorization: Bearer $TOKEN" \
    -H "Last-Event-ID: $last" "$PINGZHAN/api/v1/events/stream?type=member_enrolled")
  sleep 1
done
