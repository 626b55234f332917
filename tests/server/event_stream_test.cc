#include "server/event_stream.h"

#include <gtest/gtest.h>

namespace concord::testing {
namespace {

TEST(EventStream, EveryLineHasItsField) {
  EXPECT_EQ(ServerEvent("answer", "{\"a\":1}"), "event: answer\ndata: {\"a\":1}\n\n");
  // No line of the data can begin another field or another event.
  EXPECT_EQ(ServerEvent("x", "one\n\nevent: y\r\rdata: z"),
            "event: x\ndata: one\ndata: \ndata: event: ydata: z\n\n");
}

TEST(EventStream, TheLastEventSaysWhetherItIsAnAnswer) {
  HttpResponse response;
  response.body = "{}";
  EXPECT_TRUE(LastEvent(response).starts_with("event: answer\n"));
  response.status = 404;
  EXPECT_TRUE(LastEvent(response).starts_with("event: problem\n"));
}

TEST(EventStream, WhoAsksForEvents) {
  EXPECT_TRUE(AsksForEvents("text/event-stream"));
  EXPECT_TRUE(AsksForEvents("application/json, Text/Event-Stream;q=0.9"));
  EXPECT_FALSE(AsksForEvents("*/*"));
  EXPECT_FALSE(AsksForEvents(""));
}

}  // namespace
}  // namespace concord::testing
