#include "server/http_encoding.h"

#include <zlib.h>

#include <array>
#include <charconv>

#include "base/text.h"

namespace concord {
namespace {

constexpr size_t kLeast = 1000;  // bytes; what is shorter fits one packet anyway
constexpr int kLevel = 5;        // most of what level 9 saves, in a third of its time
constexpr int kGzip = 16 + MAX_WBITS;

bool IsText(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes = {
      "text/",           "application/json",       "application/problem+json",
      "application/xml", "application/javascript", "image/svg+xml"};
  for (const std::string_view known : kTypes) {
    if (type.starts_with(known)) return true;
  }
  return false;
}

}  // namespace

bool TakesGzip(std::string_view accept_encoding) {
  bool any = false;
  for (const std::string_view part : Split(accept_encoding, ',')) {
    const std::string_view name = Trim(part.substr(0, part.find(';')));
    const size_t quality = part.find("q=");
    double weight = 1;
    if (quality != std::string_view::npos) {
      const std::string_view number = Trim(part.substr(quality + 2));
      std::from_chars(number.data(), number.data() + number.size(), weight);
    }
    if (EqualsIgnoreCase(name, "gzip")) return weight > 0;
    if (name == "*") any = weight > 0;
  }
  return any;
}

std::string Gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(ended == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

void Encode(const HttpRequest& request, HttpResponse* response) {
  if (!IsText(response->content_type)) return;
  response->headers.emplace_back("Vary", "Accept-Encoding");
  // zlib counts in 32 bits; a body that long is no page.
  if (response->body.size() < kLeast || response->body.size() > (size_t{1} << 31)) return;
  if (!TakesGzip(request.Header("accept-encoding"))) return;
  std::string compressed = Gzip(response->body);
  if (compressed.empty() || compressed.size() >= response->body.size()) return;
  response->body = std::move(compressed);
  response->headers.emplace_back("Content-Encoding", "gzip");
}

bool MatchesTag(std::string_view if_none_match, std::string_view tag) {
  const auto opaque = [](std::string_view text) { return text.starts_with("W/") ? text.substr(2) : text; };
  for (const std::string_view part : Split(if_none_match, ',')) {
    const std::string_view one = Trim(part);
    if (one == "*" || (!one.empty() && opaque(one) == opaque(tag))) return true;
  }
  return false;
}

}  // namespace concord
