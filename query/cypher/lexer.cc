#include "query/cypher/lexer.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "base/unicode.h"

namespace concord::cypher {
namespace {

// Longest first.
constexpr auto kSymbols = std::to_array<std::string_view>({
    "<=", ">=", "<>", "!=", "=~", "+=", "..", "||", "(", ")", "[", "]", "{", "}", ",",
    ";",  ":",  ".",  "|",  "+",  "-",  "*",  "/",  "%", "^", "=", "<", ">", "!", "&",
});

// Other characters that people write for brackets and dashes in arrows.
struct Lookalike {
  std::string_view bytes, symbol;
};
constexpr auto kLookalikes = std::to_array<Lookalike>({
    {"\u27E8", "<"}, {"\u3008", "<"}, {"\uFE64", "<"}, {"\uFF1C", "<"}, {"\u27E9", ">"},
    {"\u3009", ">"}, {"\uFE65", ">"}, {"\uFF1E", ">"}, {"\u00AD", "-"}, {"\u2010", "-"},
    {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"}, {"\u2014", "-"}, {"\u2015", "-"},
    {"\u2212", "-"}, {"\uFE58", "-"}, {"\uFE63", "-"}, {"\uFF0D", "-"},
});

bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    if (const size_t bad = FindInvalidUtf8(text_); bad != std::string_view::npos) {
      FailSyntax("UnexpectedSyntax", {}, fmt::format("the query is not UTF-8 at byte {}", bad));
    }
    while (true) {
      SkipSpace();
      start_ = Here();
      if (at_ >= text_.size()) break;
      ReadToken();
    }
    tokens_.push_back({TokenKind::kEnd, "", start_, static_cast<uint32_t>(at_)});
    return std::move(tokens_);
  }

 private:
  Position Here() {
    for (; counted_ < at_; ++counted_) {
      if (text_[counted_] == '\n') {
        ++line_;
        line_start_ = counted_ + 1;
      }
    }
    return {line_, static_cast<uint32_t>(at_ - line_start_ + 1), static_cast<uint32_t>(at_)};
  }

  char Peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void SkipSpace() {
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        const Position start = Here();
        const size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos)
          FailSyntax("UnexpectedSyntax", start, "this comment is not closed");
        at_ = end + 2;
      } else {
        size_t next = at_;
        const char32_t code_point = NextCodePoint(text_, &next);
        if (!IsSpace(code_point) && code_point != 0xFEFF && !(code_point >= 0x1C && code_point <= 0x1F))
          break;
        at_ = next;
      }
    }
  }

  void Push(TokenKind kind, std::string text) {
    tokens_.push_back({kind, std::move(text), start_, static_cast<uint32_t>(at_)});
  }

  bool AtNameStart() const {
    if (at_ >= text_.size()) return false;
    size_t next = at_;
    const char32_t c = NextCodePoint(text_, &next);
    return c == '_' || (IsLetterOrDigit(c) && !(c < 128 && IsDigit(static_cast<char>(c)))) || IsConnector(c);
  }

  // Punctuation that may join words (general category Pc), without the low line.
  static bool IsConnector(char32_t c) {
    return c == 0x203F || c == 0x2040 || c == 0x2054 || c == 0xFE33 || c == 0xFE34 ||
           (c >= 0xFE4D && c <= 0xFE4F) || c == 0xFF3F;
  }

  std::string ReadName() {
    const size_t first = at_;
    while (at_ < text_.size()) {
      size_t next = at_;
      const char32_t c = NextCodePoint(text_, &next);
      const bool is_mark = c >= 0x300 && c <= 0x36F;
      if (c != '_' && !IsLetterOrDigit(c) && !IsConnector(c) && !is_mark) break;
      at_ = next;
    }
    return std::string(text_.substr(first, at_ - first));
  }

  std::string ReadQuotedName() {
    std::string name;
    ++at_;
    while (true) {
      const size_t end = text_.find('`', at_);
      if (end == std::string_view::npos)
        FailSyntax("UnexpectedSyntax", start_, "this name in backquotes is not closed");
      name += text_.substr(at_, end - at_);
      at_ = end + 1;
      if (Peek() != '`') return name;
      name += '`';
      ++at_;
    }
  }

  void ReadEscape(std::string* out) {
    const char c = Peek();
    const Position place = Here();
    ++at_;
    switch (c) {
      case '\\':
      case '\'':
      case '"':
      case '`':
        *out += c;
        return;
      case 'b':
      case 'B':
        *out += '\b';
        return;
      case 'f':
      case 'F':
        *out += '\f';
        return;
      case 'n':
      case 'N':
        *out += '\n';
        return;
      case 'r':
      case 'R':
        *out += '\r';
        return;
      case 't':
      case 'T':
        *out += '\t';
        return;
      case 'u':
      case 'U':
        break;
      default:
        FailSyntax("UnexpectedSyntax", place,
                   "an unknown escape in a string; \\\\, \\', \\\", \\n, \\t, \\uXXXX are known");
    }
    char32_t code_point = 0;
    const int digits =
        c == 'U' && IsHex(Peek(4)) && IsHex(Peek(5)) && IsHex(Peek(6)) && IsHex(Peek(7)) ? 8 : 4;
    for (int i = 0; i < digits; ++i, ++at_) {
      const char digit = Peek();
      if (!IsHex(digit)) FailSyntax("InvalidUnicodeLiteral", place, "\\u needs four hexadecimal digits");
      const int value = IsDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
      code_point = code_point * 16 + static_cast<char32_t>(value);
    }
    // A pair of surrogates stands for one character.
    if (code_point >= 0xD800 && code_point < 0xDC00 && Peek() == '\\' && Peek(1) == 'u') {
      char32_t low = 0;
      for (size_t i = 2; i < 6; ++i) {
        const char digit = Peek(i);
        if (!IsHex(digit)) break;
        low = low * 16 + static_cast<char32_t>(IsDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
      }
      if (low >= 0xDC00 && low < 0xE000) {
        at_ += 6;
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
      }
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
      FailSyntax("InvalidUnicodeLiteral", place, "there is no character with this number");
    AppendUtf8(code_point, out);
  }

  std::string ReadString() {
    const char quote = text_[at_++];
    std::string text;
    while (true) {
      if (at_ >= text_.size()) FailSyntax("UnexpectedSyntax", start_, "this string is not closed");
      const char c = text_[at_++];
      if (c == quote) {
        if (Peek() != quote) return text;
        ++at_;  // doubled, it is a part of the text
        text += quote;
        continue;
      }
      if (c == '\\')
        ReadEscape(&text);
      else
        text += c;
    }
  }

  void ReadNumber() {
    const size_t first = at_;
    bool is_float = false;
    if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X')) {
      at_ += 2;
      while (IsHex(Peek())) ++at_;
    } else if (Peek() == '0' && Peek(1) == 'o') {
      at_ += 2;
      while (Peek() >= '0' && Peek() <= '7') ++at_;
    } else {
      while (IsDigit(Peek())) ++at_;
      if (Peek() == '.' && IsDigit(Peek(1))) {
        is_float = true;
        ++at_;
        while (IsDigit(Peek())) ++at_;
      }
      const bool signs = Peek(1) == '-' || Peek(1) == '+';
      if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(signs ? 2 : 1))) {
        is_float = true;
        at_ += signs ? 2 : 1;
        while (IsDigit(Peek())) ++at_;
      }
    }
    const std::string text(text_.substr(first, at_ - first));
    if (AtNameStart() || IsDigit(Peek()) || text.ends_with("x") || text.ends_with("X") ||
        text.ends_with("o")) {
      const std::string rest = ReadName();
      return Push(TokenKind::kBadNumber, text + rest);
    }
    Push(is_float ? TokenKind::kFloat : TokenKind::kInteger, text);
  }

  void ReadToken() {
    const char c = Peek();
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)) && !AfterOperand())) return ReadNumber();
    if (c == '\'' || c == '"') {
      std::string text = ReadString();
      return Push(TokenKind::kString, std::move(text));
    }
    if (c == '`') {
      std::string name = ReadQuotedName();
      return Push(TokenKind::kQuotedName, std::move(name));
    }
    if (c == '$') return ReadParameter();
    if (AtNameStart()) {
      std::string name = ReadName();
      return Push(TokenKind::kName, std::move(name));
    }
    for (const std::string_view symbol : kSymbols) {
      if (!text_.substr(at_).starts_with(symbol)) continue;
      at_ += symbol.size();
      return Push(TokenKind::kSymbol, std::string(symbol));
    }
    for (const Lookalike& known : kLookalikes) {
      if (!text_.substr(at_).starts_with(known.bytes)) continue;
      at_ += known.bytes.size();
      Push(TokenKind::kSymbol, std::string(known.symbol));
      tokens_.back().is_lookalike = true;
      return;
    }
    size_t next = at_;
    NextCodePoint(text_, &next);
    FailSyntax("UnexpectedSyntax", start_,
               fmt::format("the character '{}' is not allowed here", text_.substr(at_, next - at_)));
  }

  void ReadParameter() {
    ++at_;
    std::string name;
    if (Peek() == '`')
      name = ReadQuotedName();
    else if (AtNameStart() || IsDigit(Peek()))
      name = ReadName();
    else
      FailSyntax("UnexpectedSyntax", start_, "expected a name after '$'");
    Push(TokenKind::kParameter, std::move(name));
  }

  // "list..5" and "a.5" hold no ".5".
  bool AfterOperand() const {
    if (tokens_.empty() || tokens_.back().end != at_) return false;
    const Token& last = tokens_.back();
    if (last.kind == TokenKind::kSymbol)
      return last.text == ")" || last.text == "]" || last.text == "}" || last.text == ".";
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t counted_ = 0, line_start_ = 0;
  uint32_t line_ = 1;
  Position start_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Lex(std::string_view query) { return Lexer(query).Run(); }

}  // namespace concord::cypher
