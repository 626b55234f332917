// JSON into a DataTree, by RapidJSON's stream of events; see data_tree.h. Without recursion.
#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <optional>

#include "base/json_fault.h"
#include "ingest/source/data_tree.h"

namespace concord {
namespace {

// What RapidJSON reads from: the text, then zeroes.
class TextStream {
 public:
  using Ch = char;
  explicit TextStream(std::string_view text) : text_(text) {}
  Ch Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  Ch Take() { return at_ < text_.size() ? text_[at_++] : '\0'; }
  size_t Tell() const { return at_; }
  // For parsing in place, which we do not.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  size_t PutEnd(Ch*) { return 0; }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

// The parser tells where it is when a token has ended; the token began behind the one before.
class Handler {
 public:
  Handler(const SourceText& source, const TextStream& stream, DataTree* tree)
      : text_(source.text()), stream_(stream), tree_(*tree) {}

  bool Null() { return Take(tree_.AddNull(key_, Start("n"))); }
  bool Bool(bool value) {
    const size_t start = Start(value ? "t" : "f");
    return Take(tree_.AddRaw(key_, text_.substr(start, value ? 4 : 5), false));
  }
  bool RawNumber(const char* /*digits*/, rapidjson::SizeType length, bool /*copy*/) {
    return Take(tree_.AddRaw(key_, text_.substr(Start("-0123456789"), length), false));
  }
  bool String(const char* /*decoded*/, rapidjson::SizeType /*length*/, bool /*copy*/) {
    const std::string_view raw = Inside();
    return Take(tree_.AddRaw(key_, raw, raw.find('\\') != std::string_view::npos));
  }
  bool Key(const char* decoded, rapidjson::SizeType length, bool /*copy*/) {
    const std::string_view raw = Inside();
    key_ = raw.find('\\') == std::string_view::npos ? raw : tree_.Keep(std::string(decoded, length));
    end_ = stream_.Tell();
    return true;
  }
  bool StartObject() { return Take(tree_.Open(DataNode::Kind::kMap, key_, Start("{"))); }
  bool StartArray() { return Take(tree_.Open(DataNode::Kind::kList, key_, Start("["))); }
  bool EndObject(rapidjson::SizeType /*count*/) { return Take(tree_.Close(true)); }
  bool EndArray(rapidjson::SizeType /*count*/) { return Take(tree_.Close(true)); }
  // Not called: numbers come raw.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  const std::optional<Error>& error() const { return error_; }

 private:
  size_t Start(std::string_view first) const {
    return std::min(text_.find_first_of(first, end_), text_.size());
  }
  std::string_view Inside() const {
    const size_t start = Start("\"") + 1;
    return text_.substr(start, stream_.Tell() - 1 - start);
  }
  bool Take(const Result<void>& added) {
    if (!added) error_ = added.error();
    end_ = stream_.Tell();
    key_ = {};
    return added.has_value();
  }

  std::string_view text_;
  const TextStream& stream_;
  DataTree& tree_;
  std::string_view key_;
  size_t end_ = 0;  // of the token before
  std::optional<Error> error_;
};

}  // namespace

Result<std::unique_ptr<DataTree>> DataTree::ParseJson(const SourceText& source) {
  auto tree = std::make_unique<DataTree>(source);
  TextStream stream(source.text());
  Handler handler(source, stream, tree.get());
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (handler.error()) return tl::unexpected(*handler.error());
  if (!result) {
    return tl::unexpected(source.ErrorAt(ErrorCode::kInvalid,
                                         JsonFault(rapidjson::GetParseError_En(result.Code())),
                                         std::min(result.Offset(), source.text().size())));
  }
  return tree;
}

}  // namespace concord
