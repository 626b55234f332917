#include "server/event_stream.h"

#include <fmt/format.h>

#include "base/text.h"

namespace concord {

std::string ServerEvent(std::string_view name, std::string_view data) {
  std::string event = fmt::format("event: {}\n", name);
  for (std::string_view line : Split(data, '\n')) {
    // A lone carriage return would end the line for the client.
    event += "data: ";
    for (const char c : line) {
      if (c != '\r') event += c;
    }
    event += '\n';
  }
  return event + '\n';
}

std::string ProgressEvent(const HttpProgress& progress, std::chrono::milliseconds waited) {
  return ServerEvent(
      "progress",
      fmt::format(R"({{"state":"{}","seconds":{:.1f},"reads":{}}})", progress.began ? "working" : "waiting",
                  static_cast<double>(waited.count()) / 1000, progress.reads.load()));
}

std::string LastEvent(const HttpResponse& response) {
  return ServerEvent(response.status == 200 ? "answer" : "problem", response.body);
}

bool AsksForEvents(std::string_view accept) {
  for (const std::string_view part : Split(accept, ',')) {
    if (EqualsIgnoreCase(Trim(part.substr(0, part.find(';'))), "text/event-stream")) return true;
  }
  return false;
}

}  // namespace concord
