#include "server/http_encoding.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace concord::testing {
namespace {

std::string Unzip(const std::string& bytes, size_t size) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
  std::string out(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(HttpEncoding, GzipReadsBack) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += std::to_string(i * i) + "\n";
  for (const std::string& one : {std::string(), std::string("x"), text})
    EXPECT_EQ(Unzip(Gzip(one), one.size()), one);
  EXPECT_LT(Gzip(text).size(), text.size());
}

TEST(HttpEncoding, WhatClientsTake) {
  EXPECT_TRUE(TakesGzip("gzip"));
  EXPECT_TRUE(TakesGzip("deflate, GZIP;q=0.5, br"));
  EXPECT_TRUE(TakesGzip("*"));
  EXPECT_FALSE(TakesGzip("gzip;q=0, *"));
  EXPECT_FALSE(TakesGzip("identity"));
  EXPECT_FALSE(TakesGzip("xgzip"));
  EXPECT_FALSE(TakesGzip(""));
}

TEST(HttpEncoding, PicturesThatAreCompressedAlreadyStayAsTheyAre) {
  HttpRequest request{"GET", "/", {}, {{"accept-encoding", "gzip"}}, ""};
  HttpResponse response;
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.body = std::string(5000, 'x');
  Encode(request, &response);
  EXPECT_EQ(response.body.size(), 5000u);
}

TEST(HttpEncoding, TagsAreComparedWeakly) {
  EXPECT_TRUE(MatchesTag("W/\"a\"", "W/\"a\""));
  EXPECT_TRUE(MatchesTag("\"b\", \"a\"", "W/\"a\""));
  EXPECT_TRUE(MatchesTag("*", "W/\"a\""));
  EXPECT_FALSE(MatchesTag("\"ab\"", "W/\"a\""));
  EXPECT_FALSE(MatchesTag("", "W/\"a\""));
}

}  // namespace
}  // namespace concord::testing
