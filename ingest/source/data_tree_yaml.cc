// YAML into a DataTree, by the events of libyaml; see data_tree.h. Without recursion; aliases are copied
// under a limit, so that no file can grow.
#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <unordered_map>

#include "base/unicode.h"
#include "ingest/source/data_tree.h"

namespace concord {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Lays the value of a scalar beside the bytes that it was read from. Words stand in the file as in the value;
// what differs is white space, escapes, and the indicators around them.
class Aligner {
 public:
  Aligner(std::string_view value, std::string_view raw, size_t at, yaml_scalar_style_t style)
      : value_(value), raw_(raw), at_(at), style_(style) {}

  PlacedText Run() {
    if (style_ == YAML_SINGLE_QUOTED_SCALAR_STYLE || style_ == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
      j_ = 1;
      raw_ = raw_.substr(0, raw_.size() - 1);
    } else if (style_ == YAML_LITERAL_SCALAR_STYLE || style_ == YAML_FOLDED_SCALAR_STYLE) {
      j_ = std::min(raw_.find('\n'), raw_.size());
    }
    while (i_ < value_.size()) {
      if (j_ < raw_.size() && Escape()) continue;
      if (IsBlank(value_[i_])) {
        White();
      } else if (j_ < raw_.size() && raw_[j_] == value_[i_]) {
        text_.Add(value_.substr(i_, 1), at_ + j_);
        ++i_;
        ++j_;
      } else if (j_ < raw_.size() && IsBlank(raw_[j_])) {
        ++j_;
      } else {
        // Never seen; then all that is left stands for all that is left.
        const size_t from = std::min(j_, raw_.size());
        text_.AddFor(value_.substr(i_), at_ + from, static_cast<uint32_t>(raw_.size() - from));
        break;
      }
    }
    return std::move(text_);
  }

 private:
  bool Escape() {
    if (style_ == YAML_SINGLE_QUOTED_SCALAR_STYLE && raw_.substr(j_).starts_with("''")) {
      Stand(1, 2);
      return true;
    }
    if (style_ != YAML_DOUBLE_QUOTED_SCALAR_STYLE || raw_[j_] != '\\' || j_ + 1 >= raw_.size()) return false;
    const char kind = raw_[j_ + 1];
    if (kind == '\n' || kind == '\r') {  // the line goes on
      j_ += 2;
      while (j_ < raw_.size() && IsBlank(raw_[j_])) ++j_;
      return true;
    }
    size_t next = i_;
    NextCodePoint(value_, &next);
    Stand(next - i_, kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2);
    return true;
  }

  void White() {
    size_t raw_end = j_;
    while (raw_end < raw_.size() && IsBlank(raw_[raw_end])) ++raw_end;
    size_t end = i_;
    while (end < value_.size() && IsBlank(value_[end])) ++end;
    // A blank of the value may itself be an escape that follows.
    const std::string_view gap = raw_.substr(j_, raw_end - j_);
    if (raw_end < raw_.size() && raw_[raw_end] == '\\' && style_ == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
      const auto breaks = static_cast<size_t>(std::ranges::count(gap, '\n'));
      const size_t blanks = breaks == 0 ? gap.size() : std::max<size_t>(breaks - 1, 1);
      end = std::min(end, i_ + blanks);
    }
    Stand(end - i_, raw_end - j_);
  }

  void Stand(size_t length, size_t raw_length) {
    raw_length = std::min(raw_length, raw_.size() - std::min(j_, raw_.size()));
    length = std::min(length, value_.size() - i_);
    text_.AddFor(value_.substr(i_, length), at_ + j_, static_cast<uint32_t>(raw_length));
    i_ += length;
    j_ += raw_length;
    if (length == 0 && raw_length == 0) ++j_;
  }

  std::string_view value_, raw_;
  size_t at_;
  yaml_scalar_style_t style_;
  size_t i_ = 0, j_ = 0;
  PlacedText text_;
};

bool IsNull(std::string_view plain) {
  return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

class YamlReader {
 public:
  YamlReader(const SourceText& source, DataTree* tree) : source_(source), text_(source.text()), tree_(*tree) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text_.data()),
                                 text_.size());
  }
  ~YamlReader() { yaml_parser_delete(&parser_); }
  YamlReader(const YamlReader&) = delete;
  YamlReader& operator=(const YamlReader&) = delete;

  Result<void> Run() {
    for (;;) {
      yaml_event_t event;
      if (yaml_parser_parse(&parser_, &event) == 0) return Broken();
      const yaml_event_type_t type = event.type;
      Result<void> taken = Take(event);
      yaml_event_delete(&event);
      if (!taken) return taken;
      if (type == YAML_STREAM_END_EVENT) return {};
    }
  }

 private:
  tl::unexpected<Error> FailAt(ErrorCode code, std::string message, size_t at) const {
    return tl::unexpected(source_.ErrorAt(code, std::move(message), std::min(at, text_.size())));
  }

  Result<void> Broken() {
    const char* problem = parser_.problem != nullptr ? parser_.problem : "not enough memory";
    // Bytes for faults of the encoding, else characters.
    const size_t at =
        parser_.error == YAML_READER_ERROR ? parser_.problem_offset : Place(parser_.problem_mark);
    return FailAt(ErrorCode::kInvalid, fmt::format("no YAML: {}", problem), at);
  }

  // libyaml counts characters; marks rise.
  size_t Place(const yaml_mark_t& mark) {
    if (mark.index < characters_) characters_ = bytes_ = 0;
    while (characters_ < mark.index && bytes_ < text_.size()) {
      ++bytes_;
      while (bytes_ < text_.size() && (static_cast<unsigned char>(text_[bytes_]) & 0xC0) == 0x80) ++bytes_;
      ++characters_;
    }
    return bytes_;
  }

  Result<void> Take(const yaml_event_t& event) {
    const size_t start = Place(event.start_mark);
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1)
          return FailAt(ErrorCode::kUnsupported, "a second YAML document; one was expected", start);
        return {};
      case YAML_ALIAS_EVENT:
        return Alias(reinterpret_cast<const char*>(event.data.alias.anchor), start);
      case YAML_SCALAR_EVENT:
        return Scalar(event, start);
      case YAML_SEQUENCE_START_EVENT:
      case YAML_MAPPING_START_EVENT: {
        const bool map = event.type == YAML_MAPPING_START_EVENT;
        if (WantsKey())
          return FailAt(ErrorCode::kUnsupported, "a list or map where a key was expected", start);
        Anchor(map ? event.data.mapping_start.anchor : event.data.sequence_start.anchor);
        const std::string_view key = TakeKey();
        if (Result<void> opened = tree_.Open(map ? DataNode::Kind::kMap : DataNode::Kind::kList, key, start);
            !opened)
          return opened;
        maps_.push_back(map);
        return {};
      }
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        maps_.pop_back();
        return tree_.Close(true);
      default:
        return {};
    }
  }

  bool WantsKey() const { return !maps_.empty() && maps_.back() && !has_key_; }
  std::string_view TakeKey() {
    has_key_ = false;
    return std::exchange(key_, {});
  }
  void Anchor(const yaml_char_t* name) {
    if (name != nullptr) anchors_[reinterpret_cast<const char*>(name)] = tree_.next_index();
  }

  Result<void> Alias(const char* name, size_t at) {
    const auto anchor = anchors_.find(name);
    if (anchor == anchors_.end())
      return FailAt(ErrorCode::kInvalid, fmt::format("the anchor of *{} is missing", name), at);
    if (WantsKey()) return FailAt(ErrorCode::kUnsupported, "an alias where a key was expected", at);
    if (tree_.is_open(anchor->second)) {
      return FailAt(ErrorCode::kInvalid, fmt::format("*{} stands inside of what it stands for", name), at);
    }
    return tree_.AddCopy(TakeKey(), anchor->second);
  }

  Result<void> Scalar(const yaml_event_t& event, size_t start) {
    const auto& scalar = event.data.scalar;
    const std::string_view value(reinterpret_cast<const char*>(scalar.value), scalar.length);
    if (WantsKey()) {
      const std::string_view raw = text_.substr(start, value.size());
      key_ = raw == value ? raw : tree_.Keep(std::string(value));
      has_key_ = true;
      return {};
    }
    Anchor(scalar.anchor);
    const std::string_view key = TakeKey();
    const size_t end = std::max(start, Place(event.end_mark));
    if (scalar.style == YAML_PLAIN_SCALAR_STYLE && IsNull(value)) return tree_.AddNull(key, start);
    std::string_view raw = text_.substr(start, end - start);
    // An anchor or a tag stands before it.
    while (raw.starts_with('&') || raw.starts_with('!')) {
      const size_t word = std::min(raw.find_first_of(" \t\r\n"), raw.size());
      raw.remove_prefix(std::min(raw.find_first_not_of(" \t\r\n", word), raw.size()));
    }
    const auto at = static_cast<size_t>(raw.data() - text_.data());
    if (raw == value) return tree_.AddRaw(key, raw, false);
    return tree_.AddPlaced(key, Aligner(value, raw, at, scalar.style).Run(), at);
  }

  const SourceText& source_;
  std::string_view text_;
  DataTree& tree_;
  yaml_parser_t parser_{};
  size_t characters_ = 0, bytes_ = 0;
  int documents_ = 0;
  std::vector<bool> maps_;  // of the open values: is it a map?
  std::string_view key_;
  bool has_key_ = false;
  std::unordered_map<std::string, uint32_t> anchors_;
};

}  // namespace

Result<std::unique_ptr<DataTree>> DataTree::ParseYaml(const SourceText& source) {
  auto tree = std::make_unique<DataTree>(source);
  if (Result<void> read = YamlReader(source, tree.get()).Run(); !read) return tl::unexpected(read.error());
  if (!tree->root())
    return tl::unexpected(source.ErrorAt(ErrorCode::kInvalid, "no YAML: no value in the file", 0));
  return tree;
}

}  // namespace concord
