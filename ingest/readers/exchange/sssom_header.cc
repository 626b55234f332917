#include "ingest/readers/exchange/sssom_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

constexpr int kDeepest = 8;

size_t IndentOf(std::string_view text) {
  const size_t indent = text.find_first_not_of(" \t");
  return indent == std::string_view::npos ? text.size() : indent;
}

// A plain scalar ends at a comment: a '#' behind a blank.
std::string_view WithoutComment(std::string_view plain) {
  const size_t comment = plain.find(" #");
  return Trim(comment == std::string_view::npos ? plain : plain.substr(0, comment));
}

// Where the key of "key: value" ends; npos for a line that has none.
size_t KeyEnd(std::string_view text) {
  if (text.empty() || text[0] == '"' || text[0] == '\'' || text[0] == '[' || text[0] == '{' ||
      text[0] == '#') {
    return std::string_view::npos;
  }
  for (size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\t') return at;
  }
  return std::string_view::npos;
}

bool IsItem(std::string_view text) { return text == "-" || text.starts_with("- "); }

// Appends what an escape of YAML 1.2 stands for ("\\n", "\\_", "\\x80", "\\u2028") and returns its length; of
// an unknown one the character behind the backslash counts.
size_t AppendEscape(std::string_view escape, std::string* out) {
  struct Named {
    char name;
    std::string_view text;
  };
  static constexpr Named kNamed[] = {{'a', "\a"},       {'b', "\b"},           {'t', "\t"},
                                     {'n', "\n"},       {'v', "\v"},           {'f', "\f"},
                                     {'r', "\r"},       {'e', "\x1B"},         {'N', "\xC2\x85"},
                                     {'_', "\xC2\xA0"}, {'L', "\xE2\x80\xA8"}, {'P', "\xE2\x80\xA9"}};
  const char name = escape[1];
  const size_t digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
  uint32_t code = 0;
  if (digits > 0 && escape.size() >= 2 + digits) {
    const char* end = escape.data() + 2 + digits;
    const auto read = std::from_chars(escape.data() + 2, end, code, 16);
    const bool character = code < 0x110000 && (code < 0xD800 || code > 0xDFFF) && code != 0;
    if (read.ec == std::errc() && read.ptr == end && character) {
      AppendUtf8(code == 0xFFFE || code == 0xFFFF ? 0xFFFD : code, out);
      return 2 + digits;
    }
  }
  const auto* named = std::ranges::find(kNamed, name, &Named::name);
  if (named == std::end(kNamed)) {
    *out += name;
  } else {
    *out += named->text;
  }
  return 2;
}

class HeaderParser {
 public:
  HeaderParser(const std::vector<HeaderLine>& lines, std::vector<Repair>* repairs) : repairs_(repairs) {
    for (const HeaderLine& line : lines) {
      const std::string_view text = line.text.substr(0, line.text.find_last_not_of(" \t\r") + 1);
      lines_.push_back({line.line, text});
    }
  }

  PropertyMap Run() {
    PropertyMap all;
    // Keys of the outermost map that are indented differently (people mix "#key" and "# key") still belong to
    // it.
    while (PassBlank()) {
      const size_t at = at_;
      PropertyMap some = ParseMap(IndentOf(lines_[at_].text), 1);
      for (const Property& property : some) all.Set(property.name, property.value);
      if (at_ == at) PassOver("is no 'key: value'");
    }
    return all;
  }

 private:
  bool PassBlank() {
    while (at_ < lines_.size()) {
      const std::string_view text = Trim(lines_[at_].text);
      if (!text.empty() && text[0] != '#' && text != "---") return true;
      ++at_;
    }
    return false;
  }

  void PassOver(std::string_view why) {
    repairs_->push_back({lines_[at_].line, fmt::format("the line of the header {}; passed over", why)});
    ++at_;
  }

  PropertyMap ParseMap(size_t indent, int depth) {
    PropertyMap map;
    while (PassBlank() && IndentOf(lines_[at_].text) == indent) {
      const std::string_view text = lines_[at_].text.substr(indent);
      const size_t end = KeyEnd(text);
      if (end == std::string_view::npos) break;
      const uint64_t line = lines_[at_].line;
      const std::string key(Trim(text.substr(0, end)));
      Value value = ParseValue(Trim(text.substr(end + 1)), indent, depth);
      if (map.Find(key) != nullptr) {
        repairs_->push_back({line, fmt::format("'{}' stands twice in the header; the last one counts", key)});
      }
      map.Set(key, std::move(value));
    }
    return map;
  }

  List ParseList(size_t indent, int depth) {
    List list;
    while (PassBlank() && IndentOf(lines_[at_].text) == indent && IsItem(lines_[at_].text.substr(indent))) {
      std::string_view& line = lines_[at_].text;
      const std::string_view item = Trim(line.substr(indent + 1));
      if (KeyEnd(item) != std::string_view::npos && depth < kDeepest) {
        // "- key: value": a map that starts behind the dash. Its first line is read as if the dash were a
        // blank.
        const auto start = static_cast<size_t>(item.data() - line.data());
        const std::string blank = std::string(start, ' ') + std::string(item);
        line = blank;  // read now, and never again
        list.push_back(Value(ParseMap(start, depth + 1)));
      } else {
        list.push_back(ParseValue(item, indent, depth));
      }
    }
    return list;
  }

  // What stands behind "key:" or "-"; `rest` is on the current line, which is passed.
  Value ParseValue(std::string_view rest, size_t indent, int depth) {
    const uint64_t line = lines_[at_].line;
    if (!rest.empty() && (rest[0] == '|' || rest[0] == '>')) {
      ++at_;
      return Value(BlockScalar(rest, indent));
    }
    if (rest.empty() || rest[0] == '#') {
      ++at_;
      if (!PassBlank()) return Value(std::string());
      const size_t inner = IndentOf(lines_[at_].text);
      const std::string_view text = lines_[at_].text.substr(inner);
      if (depth >= kDeepest) {
        repairs_->push_back({line, fmt::format("the header nests deeper than {}; passed over", kDeepest)});
        while (PassBlank() && IndentOf(lines_[at_].text) > indent) ++at_;
        return Value(std::string());
      }
      // A list may stand at the indentation of its key.
      if (IsItem(text) && inner >= indent) return Value(ParseList(inner, depth + 1));
      if (inner > indent && KeyEnd(text) != std::string_view::npos) return Value(ParseMap(inner, depth + 1));
      if (inner > indent) return Value(Folded(std::string_view(), indent));
      return Value(std::string());
    }
    if (rest[0] == '[' && rest.back() == ']') {
      ++at_;
      List list;
      const std::string_view inside = Trim(rest.substr(1, rest.size() - 2));
      if (!inside.empty()) {
        for (const std::string_view part : Split(inside, ',')) list.push_back(Value(Scalar(Trim(part))));
      }
      return Value(std::move(list));
    }
    ++at_;
    return Value(Folded(rest, indent));
  }

  // A plain or quoted scalar that may go on in deeper lines, which a blank joins.
  std::string Folded(std::string_view first, size_t indent) {
    std::string raw(first);
    while (at_ < lines_.size()) {
      const std::string_view text = Trim(lines_[at_].text);
      if (text.empty() || IndentOf(lines_[at_].text) <= indent) break;
      if (!raw.empty()) raw += ' ';
      raw += text;
      ++at_;
    }
    return Scalar(raw);
  }

  std::string BlockScalar(std::string_view mark, size_t indent) {
    const bool literal = mark[0] == '|';
    std::string out;
    size_t inner = 0;
    bool blank_line = false;
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_].text;
      if (Trim(line).empty()) {
        blank_line = true;
        ++at_;
        continue;
      }
      if (IndentOf(line) <= indent) break;
      if (inner == 0) inner = IndentOf(line);
      if (!out.empty()) out += literal || blank_line ? '\n' : ' ';
      out += literal ? line.substr(std::min(inner, IndentOf(line))) : Trim(line);
      blank_line = false;
      ++at_;
    }
    return out;
  }

  static std::string Scalar(std::string_view raw) {
    std::string out;
    if (raw.size() >= 2 && raw[0] == '\'') {
      const size_t end = raw.rfind('\'');
      for (size_t i = 1; i < end; ++i) {
        out += raw[i];
        if (raw[i] == '\'' && i + 1 < end && raw[i + 1] == '\'') ++i;
      }
      return out;
    }
    if (raw.size() >= 2 && raw[0] == '"') {
      const size_t end = raw.rfind('"');
      for (size_t i = 1; i < end;) {
        const size_t escape = raw[i] == '\\' && i + 1 < end ? AppendEscape(raw.substr(i, end - i), &out) : 0;
        if (escape == 0) out += raw[i];
        i += std::max<size_t>(escape, 1);
      }
      return out;
    }
    const std::string_view plain = WithoutComment(raw);
    return plain == "null" || plain == "~" ? std::string() : std::string(plain);
  }

  std::vector<Repair>* repairs_;
  std::vector<HeaderLine> lines_;
  size_t at_ = 0;
};

}  // namespace

SssomParts CutSssomHeader(std::string_view text) {
  SssomParts parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line[0] != '#') break;
    ++parts.lines_before;
    // A spreadsheet that saves as CSV pads the header with commas.
    const size_t last = line.find_last_not_of(',');
    if (!line.empty())
      parts.header.push_back({parts.lines_before, line.substr(1, last == std::string_view::npos ? 0 : last)});
    const bool crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (crlf ? 2 : 1), text.size()));
  }
  parts.table = text;
  return parts;
}

PropertyMap ParseSssomHeader(const std::vector<HeaderLine>& lines, std::vector<Repair>* repairs) {
  return HeaderParser(lines, repairs).Run();
}

}  // namespace concord
