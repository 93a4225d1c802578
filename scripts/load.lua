-- wrk asks one request of a file after the other; each stands there once.
local calls, place = {}, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for call in (file:read("*a")):gmatch("(.-\r\n\r\n)") do
    calls[#calls + 1] = call
  end
  file:close()
end

function request()
  place = place % #calls + 1
  return calls[place]
end

function done(summary, latency)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, wrong,
    latency:percentile(50), latency:percentile(99)))
end
