// Events of a stream (text/event-stream): the format of the living standard of HTML, 9.2.
#ifndef CONCORD_SERVER_EVENT_STREAM_H_
#define CONCORD_SERVER_EVENT_STREAM_H_

#include <chrono>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace concord {

// One event. Every line of `data` gets a field of its own, so that the client reads the same lines.
std::string ServerEvent(std::string_view name, std::string_view data);

// The event `progress`: how long the client has waited, and what has been done.
std::string ProgressEvent(const HttpProgress& progress, std::chrono::milliseconds waited);

// The last event: `answer`, or `problem` if the status is not 200.
std::string LastEvent(const HttpResponse& response);

// Whether a client with this Accept header asks for events.
bool AsksForEvents(std::string_view accept);

}  // namespace concord

#endif  // CONCORD_SERVER_EVENT_STREAM_H_
