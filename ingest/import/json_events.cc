#include "ingest/import/json_events.h"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <istream>
#include <sstream>

#include "graph/batch.h"
#include "ingest/import/graph_records.h"

namespace concord {
namespace {

// A stream as RapidJSON wants it, which counts lines.
class CountingStream {
 public:
  using Ch = char;

  explicit CountingStream(std::istream& in) : in_(in), buffer_(kBufferBytes, '\0') { Fill(); }

  char Peek() const { return at_ < size_ ? buffer_[at_] : '\0'; }
  char Take() {
    if (at_ == size_) return '\0';
    const char c = buffer_[at_++];
    ++offset_;
    line_ += c == '\n' ? 1 : 0;
    if (at_ == size_) Fill();
    return c;
  }
  size_t Tell() const { return offset_; }
  bool ended() const { return at_ == size_; }
  uint64_t line() const { return line_; }

  // For writers in place, of which there are none here.
  char* PutBegin() { return nullptr; }
  void Put(char /*c*/) {}
  void Flush() {}
  size_t PutEnd(char* /*begin*/) { return 0; }

 private:
  static constexpr size_t kBufferBytes = 1 << 16;

  void Fill() {
    in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    size_ = static_cast<size_t>(in_.gcount());
    at_ = 0;
  }

  std::istream& in_;
  std::string buffer_;
  size_t at_ = 0, size_ = 0, offset_ = 0;
  uint64_t line_ = 1;
};

// From RapidJSON's events to ours.
class Adapter {
 public:
  Adapter(const CountingStream& stream, JsonHandler* handler) : stream_(stream), handler_(*handler) {}

  bool Null() { return Pass(handler_.Scalar({})); }
  bool Bool(bool value) { return Pass(handler_.Scalar(value)); }
  bool Int(int value) { return Pass(handler_.Scalar(value)); }
  bool Uint(unsigned value) { return Pass(handler_.Scalar(int64_t{value})); }
  bool Int64(int64_t value) { return Pass(handler_.Scalar(value)); }
  bool Uint64(uint64_t value) {
    return Pass(handler_.Scalar(value <= static_cast<uint64_t>(INT64_MAX)
                                    ? Value(static_cast<int64_t>(value))
                                    : Value(static_cast<double>(value))));
  }
  bool Double(double value) { return Pass(handler_.Scalar(value)); }
  bool RawNumber(const char* /*text*/, rapidjson::SizeType /*size*/, bool /*copy*/) { return false; }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    return Pass(handler_.Scalar(std::string(text, size)));
  }
  bool StartObject() { return Pass(handler_.Begin(true)); }
  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    return Pass(handler_.Name(std::string(text, size)));
  }
  bool EndObject(rapidjson::SizeType /*count*/) { return Pass(handler_.End()); }
  bool StartArray() { return Pass(handler_.Begin(false)); }
  bool EndArray(rapidjson::SizeType /*count*/) { return Pass(handler_.End()); }

  const Result<void>& result() const { return result_; }

 private:
  // The place of the next event is where this one ends.
  bool Pass(Result<void> done) {
    result_ = std::move(done);
    handler_.line = stream_.line();
    return result_.has_value();
  }

  const CountingStream& stream_;
  JsonHandler& handler_;
  Result<void> result_;
};

class OneValue : public JsonHandler {
 public:
  Result<void> Scalar(Value value) override { return builder_.Scalar(std::move(value)); }
  Result<void> Begin(bool is_map) override { return builder_.Begin(is_map); }
  Result<void> Name(std::string name) override {
    builder_.Name(std::move(name));
    return {};
  }
  Result<void> End() override { return builder_.End(); }
  Value Take() { return builder_.Take(); }

 private:
  ValueBuilder builder_;
};

}  // namespace

Result<void> ReadJsonEvents(std::istream& in, const std::string& source, JsonHandler* handler) {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag |
                              rapidjson::kParseValidateEncodingFlag;
  CountingStream stream(in);
  // A byte-order mark.
  for (const char c : {'\xEF', '\xBB', '\xBF'}) {
    if (stream.Peek() == c) stream.Take();
  }
  Adapter adapter(stream, handler);
  rapidjson::Reader reader;
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(stream, adapter);
  if (!parsed.IsError()) return {};
  Error error;
  if (!adapter.result())
    error = adapter.result().error();
  else
    error = {ErrorCode::kInvalid,
             fmt::format("expected JSON: {}", rapidjson::GetParseError_En(parsed.Code())),
             {},
             0,
             0,
             0};
  if (error.code != ErrorCode::kInvalid && error.code != ErrorCode::kLimit)
    return tl::unexpected(std::move(error));
  if (error.line == 0) {
    error.source = source;
    error.line = stream.line();
    error.column = 1;
    error.offset = parsed.Offset();
  }
  return tl::unexpected(std::move(error));
}

Result<Value> ParseJsonValue(std::string_view json) {
  OneValue handler;
  std::istringstream in{std::string(json)};
  if (Result<void> done = ReadJsonEvents(in, {}, &handler); !done)
    return Fail(done.error().code, done.error().message);
  return handler.Take();
}

Result<void> ValueBuilder::Begin(bool is_map) {
  if (open_.size() > static_cast<size_t>(kMaxValueDepth))
    return Fail(ErrorCode::kLimit, fmt::format("values nest deeper than {}", kMaxValueDepth));
  open_.push_back({is_map, {}});
  return {};
}

Result<void> ValueBuilder::End() {
  Open last = std::move(open_.back());
  open_.pop_back();
  return Put(last.is_map ? Value(std::move(last.map)) : Value(std::move(last.list)));
}

Result<void> ValueBuilder::Put(Value value) {
  if (open_.empty()) {
    value_ = std::move(value);
  } else if (open_.back().is_map) {
    open_.back().map.Set(open_.back().name, std::move(value));
  } else {
    open_.back().list.push_back(std::move(value));
  }
  return {};
}

}  // namespace concord
