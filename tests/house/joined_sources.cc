#include "tests/house/joined_sources.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "base/text.h"

namespace concord::testing {
namespace {

using Tokens = std::vector<std::string_view>;
using TokenSpan = std::span<const std::string_view>;

bool IsNameStart(char c) { return c == '_' || std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool IsNamePart(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool IsName(std::string_view token) { return !token.empty() && IsNameStart(token[0]); }

// Where a literal in quotation marks ends that begins at `at`, behind its closing mark.
size_t EndOfLiteral(std::string_view source, size_t at) {
  const char mark = source[at];
  for (++at; at < source.size() && source[at] != mark; ++at) {
    if (source[at] == '\\') ++at;
  }
  return std::min(at + 1, source.size());
}

// Where a raw literal ends whose first quotation mark is at `at`.
size_t EndOfRawLiteral(std::string_view source, size_t at) {
  const size_t open = source.find('(', at);
  if (open == std::string_view::npos) return source.size();
  const std::string close = ")" + std::string(source.substr(at + 1, open - at - 1)) + "\"";
  const size_t end = source.find(close, open);
  return end == std::string_view::npos ? source.size() : end + close.size();
}

// The tokens of a source without comments and lines for the preprocessor. A literal is the token `""`; `::`
// and `->` are one token, every other sign is one by itself.
Tokens TokensOf(std::string_view source) {
  Tokens tokens;
  bool line_begins = true;
  for (size_t at = 0; at < source.size();) {
    const char c = source[at];
    const std::string_view rest = source.substr(at);
    if (c == '\n') line_begins = true;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
    } else if (rest.starts_with("//")) {
      at = std::min(source.find('\n', at), source.size());
    } else if (rest.starts_with("/*")) {
      at = std::min(source.find("*/", at), source.size() - 2) + 2;
    } else if (c == '#' && line_begins) {
      at = std::min(source.find('\n', at), source.size());
      while (at < source.size() && source[at - 1] == '\\')
        at = std::min(source.find('\n', at + 1), source.size());
    } else {
      line_begins = false;
      if (rest.starts_with("R\"")) {
        at = EndOfRawLiteral(source, at + 1);
        tokens.emplace_back("\"\"");
      } else if (c == '"' || c == '\'') {
        at = EndOfLiteral(source, at);
        tokens.emplace_back("\"\"");
      } else if (IsNamePart(c)) {
        size_t end = at;
        // 10'000 and 1.5 are one token each.
        while (end < source.size() &&
               (IsNamePart(source[end]) || (!IsNameStart(c) && (source[end] == '\'' || source[end] == '.'))))
          ++end;
        tokens.push_back(source.substr(at, end - at));
        at = end;
      } else {
        const size_t size = rest.starts_with("::") || rest.starts_with("->") ? 2 : 1;
        tokens.push_back(rest.substr(0, size));
        at += size;
      }
    }
  }
  return tokens;
}

// Behind the bracket that closes the one at `at`.
size_t BehindBracket(TokenSpan tokens, size_t at, std::string_view open, std::string_view close) {
  size_t depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at] == open) ++depth;
    if (tokens[at] == close && --depth == 0) return at + 1;
  }
  return at;
}

// The types of a function's parameters, from the tokens between its brackets: without their names and
// defaults.
std::string ParameterTypes(TokenSpan inside) {
  static const std::set<std::string_view> numbers = {"int", "long", "short", "char", "double"};
  std::string types;
  size_t depth = 0;
  size_t begin = 0;
  const auto add = [&](TokenSpan parameter) {
    const auto assigns = std::ranges::find(parameter, "=");
    parameter = parameter.first(static_cast<size_t>(assigns - parameter.begin()));
    // A last name is the parameter's own if a type comes before it.
    if (parameter.size() > 1 && IsName(parameter.back())) {
      const std::string_view before = parameter[parameter.size() - 2];
      if (before != "::" && before != "const" && before != "struct" && !numbers.contains(parameter.back()))
        parameter = parameter.first(parameter.size() - 1);
    }
    for (const std::string_view token : parameter) {
      if (!types.empty() && IsNamePart(types.back()) && IsName(token)) types += ' ';
      types += token;
    }
  };
  for (size_t at = 0; at < inside.size(); ++at) {
    const std::string_view token = inside[at];
    if (token == "<" || token == "(" || token == "{" || token == "[") ++depth;
    if ((token == ">" || token == ")" || token == "}" || token == "]") && depth > 0) --depth;
    if (token != "," || depth > 0) continue;
    add(inside.subspan(begin, at - begin));
    types += ',';
    begin = at + 1;
  }
  add(inside.subspan(begin));
  return types;
}

void SkipTemplate(TokenSpan* head) {
  while (!head->empty() && head->front() == "template")
    *head = head->subspan(BehindBracket(*head, 1, "<", ">"));
}

bool StartsType(TokenSpan head) {
  SkipTemplate(&head);
  return !head.empty() &&
         (head[0] == "struct" || head[0] == "class" || head[0] == "enum" || head[0] == "union");
}

// The name of a type that is defined: "Row" of "struct [[nodiscard]] Row final : Base". None for a member of
// another and a specialisation.
std::string_view TypeName(TokenSpan head) {
  SkipTemplate(&head);
  std::string_view name;
  for (size_t at = 0; at < head.size() && head[at] != ":"; ++at) {
    if (head[at] == "[") {
      at = BehindBracket(head, at, "[", "]") - 1;
    } else if (head[at] == "<" || head[at] == "::") {
      return {};
    } else if (head[at] != "final" && IsName(head[at])) {
      name = head[at];
    }
  }
  return name;
}

// What a declaration names that is no type; `head` are its tokens before the body, the value or the `;`. The
// name is the last one before the first bracket outside of `<>`. Empty for a member, a specialisation and an
// operator.
DeclaredName ValueOrFunction(TokenSpan head) {
  DeclaredName declared;
  if (head.size() > 2 && head[0] == "template" && head[2] == ">") return declared;
  SkipTemplate(&head);
  if (std::ranges::find(head, "operator") != head.end()) return declared;
  size_t depth = 0;
  size_t name = head.size();
  for (size_t at = 0; at < head.size(); ++at) {
    const std::string_view token = head[at];
    if (token == "<") ++depth;
    if (token == ">" && depth > 0) --depth;
    if (depth > 0) continue;
    if (token == "decltype" || token == "alignas" || token == "requires" || token == "noexcept") {
      at = BehindBracket(head, at + 1, "(", ")") - 1;
    } else if (token == "[" && name >= at) {  // an attribute
      at = BehindBracket(head, at, "[", "]") - 1;
    } else if (token == "[" || token == ":") {
      break;
    } else if (token == "(") {
      const size_t end = BehindBracket(head, at, "(", ")");
      declared.kind = DeclaredName::Kind::kFunction;
      declared.what = ParameterTypes(head.subspan(at + 1, end - at - 2));
      break;
    } else if (IsName(token)) {
      name = at;
    }
  }
  if (name < head.size() && (name == 0 || head[name - 1] != "::")) declared.name = head[name];
  return declared;
}

// `using Names = std::set<std::string>`; nothing for what brings in a name of elsewhere.
DeclaredName Alias(TokenSpan head, TokenSpan value) {
  DeclaredName declared;
  SkipTemplate(&head);
  if (head.size() != 2 || value.empty()) return declared;
  declared.kind = DeclaredName::Kind::kAlias;
  declared.name = head[1];
  for (const std::string_view token : value) declared.what += std::string(token) + " ";
  return declared;
}

bool IsInCapitals(std::string_view name) {
  return name.size() > 1 && std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

// Reads declarations one after another, and into namespaces.
class DeclarationReader {
 public:
  explicit DeclarationReader(TokenSpan tokens) : tokens_(tokens) {}

  std::vector<DeclaredName> Read() {
    while (at_ < tokens_.size()) {
      if (Is("}")) {
        CloseNamespace();
      } else {
        ReadDeclaration();
      }
    }
    return std::move(names_);
  }

 private:
  bool Is(std::string_view token) const { return at_ < tokens_.size() && tokens_[at_] == token; }

  void CloseNamespace() {
    ++at_;
    if (sizes_.empty()) return;
    spaces_.resize(spaces_.size() - sizes_.back());
    sizes_.pop_back();
  }

  void OpenNamespace(TokenSpan head) {
    const size_t before = spaces_.size();
    for (const std::string_view token : head) {
      if (IsName(token) && token != "namespace" && token != "inline") spaces_.push_back(token);
    }
    if (spaces_.size() == before && head[0] != "extern") spaces_.emplace_back();
    sizes_.push_back(spaces_.size() - before);
    ++at_;
  }

  // Goes to the body, the value or the end of the declaration that begins here.
  TokenSpan ReadHead() {
    const size_t begin = at_;
    size_t angles = 0;
    bool initialises = false;  // members, behind the parameters of a constructor
    while (at_ < tokens_.size() && !Is(";") && !Is("}") && (!Is("=") || angles > 0)) {
      if (Is("(")) {
        at_ = BehindBracket(tokens_, at_, "(", ")");
        initialises = initialises || Is(":");
        continue;
      }
      if (Is("{")) {
        if (!initialises || !(IsName(tokens_[at_ - 1]) || tokens_[at_ - 1] == ">")) break;
        at_ = BehindBracket(tokens_, at_, "{", "}");
        continue;
      }
      if (Is("operator")) ++at_;  // `operator=`, and `operator<`, which opens nothing
      if (Is("<")) ++angles;
      if (Is(">") && angles > 0) --angles;
      ++at_;
    }
    at_ = std::min(at_, tokens_.size());
    return tokens_.subspan(begin, at_ - begin);
  }

  // To the `;` behind a value or a type's body.
  void SkipToEnd() {
    while (at_ < tokens_.size() && !Is(";") && !Is("}"))
      at_ = Is("{") ? BehindBracket(tokens_, at_, "{", "}") : at_ + 1;
    if (Is(";")) ++at_;
  }

  void ReadDeclaration() {
    TokenSpan head = ReadHead();
    const bool has_body = Is("{");
    const std::string_view first = head.empty() ? std::string_view() : head[0];
    if (has_body && (first == "namespace" || first == "inline" || first == "extern") &&
        std::ranges::find(head, "(") == head.end() && std::ranges::find(head, "=") == head.end() &&
        (first != "inline" || head[1] == "namespace")) {
      OpenNamespace(head);
      return;
    }
    const size_t value = at_ + 1;
    const bool is_type = StartsType(head);
    if (has_body && !is_type && std::ranges::find(head, "(") != head.end()) {
      at_ = BehindBracket(tokens_, at_, "{", "}");  // a function's body, behind which no `;` is
    } else {
      SkipToEnd();
    }
    DeclaredName declared;
    if (is_type) {
      if (has_body) declared.name = TypeName(head);
      declared.kind = DeclaredName::Kind::kType;
    } else if (first == "using" || (first == "template" && std::ranges::find(head, "using") != head.end())) {
      declared = Alias(head, tokens_.subspan(std::min(value, at_), at_ - std::min(value, at_)));
    } else if (first != "namespace" && first != "static_assert" && first != "friend") {
      declared = ValueOrFunction(head);
    }
    if (declared.name.empty() || IsInCapitals(declared.name)) return;
    declared.is_own = first == "static" || std::ranges::find(spaces_, std::string_view()) != spaces_.end();
    for (const std::string_view space : spaces_) {
      if (!space.empty()) declared.space += (declared.space.empty() ? "" : "::") + std::string(space);
    }
    names_.push_back(std::move(declared));
  }

  TokenSpan tokens_;
  size_t at_ = 0;
  std::vector<std::string_view> spaces_;  // open namespaces; an unnamed one is empty
  std::vector<size_t> sizes_;             // how many of them each open bracket stands for
  std::vector<DeclaredName> names_;
};

// The folders and sources that are compiled alone.
std::set<std::string, std::less<>> Alone(const Tree& tree) {
  std::set<std::string, std::less<>> alone;
  const auto page = tree.find("cmake/alone.txt");
  if (page == tree.end()) return alone;
  for (const std::string_view line : Split(page->second, '\n')) {
    if (!line.empty() && line[0] != '#') alone.emplace(Trim(line));
  }
  return alone;
}

// The number after "CONCORD_UNITY" in CMakePresets.json.
size_t JoinedAtMost(const Tree& tree) {
  static constexpr std::string_view kOption = R"("CONCORD_UNITY": ")";
  const auto presets = tree.find("CMakePresets.json");
  if (presets == tree.end()) return SIZE_MAX;
  const std::string_view text = presets->second;
  const size_t at = text.find(kOption);
  size_t most = 0;
  for (size_t digit = at + kOption.size();
       at != std::string_view::npos && digit < text.size() && text[digit] >= '0' && text[digit] <= '9';
       ++digit)
    most = most * 10 + static_cast<size_t>(text[digit] - '0');
  return most > 0 ? most : SIZE_MAX;
}

bool IsJoined(std::string_view path, const std::set<std::string, std::less<>>& alone) {
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  const std::string_view room = path.substr(0, path.find('/') + 1);
  // Programs of one source each, and what is built without concord_unity().
  if (!path.ends_with(".cc") || folder == "tests/" || folder == "tests/bench/" || folder == "tests/fuzz/")
    return false;
  return !folder.empty() && room != "python/" && room != "pdf/" && room != "docs/" && path != "cli/main.cc" &&
         !alone.contains(path) && !alone.contains(folder);
}

struct Source {
  std::string_view path;
  std::vector<DeclaredName> names;
  std::set<std::string_view> mentions;  // but for members and qualified names
  std::set<std::string_view>
      defines;  // names behind `struct`, `class`, `typename` and the like, at any depth
};

Source ReadSource(std::string_view path, std::string_view bytes) {
  Source source{path, DeclaredNamesOf(bytes), {}, {}};
  std::string_view before;
  for (const std::string_view token : TokensOf(bytes)) {
    if (IsName(token)) {
      if (before != "." && before != "->" && before != "::") source.mentions.insert(token);
      if (before == "struct" || before == "class" || before == "typename" || before == "using" ||
          before == "enum")
        source.defines.insert(token);
    }
    before = token;
  }
  return source;
}

// Whether a compiler that sees one after the other refuses the second.
bool Clash(const DeclaredName& one, const DeclaredName& other) {
  if (one.name != other.name || one.space != other.space || !(one.is_own || other.is_own)) return false;
  if (one.kind != other.kind) return true;
  const bool may_repeat = one.kind == DeclaredName::Kind::kFunction || one.kind == DeclaredName::Kind::kAlias;
  return !may_repeat || (one.what == other.what) == (one.kind == DeclaredName::Kind::kFunction);
}

// Whether `later` sees what lies in `space`.
bool Sees(const Source& later, std::string_view space) {
  return std::ranges::any_of(later.names, [&](const DeclaredName& name) {
    return name.space == space || name.space.starts_with(std::string(space) + "::");
  });
}

// What headers declare: types and values at the level of namespaces.
using Shared = std::multimap<std::string, std::string, std::less<>>;  // name -> namespace

Shared SharedNames(const Tree& tree) {
  Shared shared;
  for (const auto& [path, bytes] : tree) {
    if (!path.ends_with(".h")) continue;
    for (const DeclaredName& name : DeclaredNamesOf(bytes)) {
      if (name.kind != DeclaredName::Kind::kFunction) shared.emplace(name.name, name.space);
    }
  }
  return shared;
}

// Whether `source` seems to mean what a header declares when it says `name`, which a neighbour has in
// `space`.
bool MeansShared(const Source& source, const DeclaredName& name, const Shared& shared) {
  if (!source.mentions.contains(name.name) || source.defines.contains(name.name) || !Sees(source, name.space))
    return false;
  const auto [from, to] = shared.equal_range(name.name);
  return std::any_of(from, to,
                     [&](const auto& known) { return (name.space + "::").starts_with(known.second + "::"); });
}

void CompareSources(const Source& earlier, const Source& later, const Shared& shared,
                    Complaints* complaints) {
  for (const DeclaredName& name : earlier.names) {
    const bool declares =
        std::ranges::any_of(later.names, [&](const DeclaredName& other) { return other.name == name.name; });
    if (std::ranges::any_of(later.names, [&](const DeclaredName& other) { return Clash(name, other); })) {
      complaints->push_back(std::string(later.path) + " and " + std::string(earlier.path) + " both define " +
                            name.name + "; call one otherwise, or list it in cmake/alone.txt");
    } else if (name.is_own && !declares && name.kind != DeclaredName::Kind::kFunction &&
               MeansShared(later, name, shared)) {
      complaints->push_back(std::string(later.path) + " means another " + name.name + " than " +
                            std::string(earlier.path) +
                            " defines; call that otherwise, or list one in cmake/alone.txt");
    }
  }
}

}  // namespace

std::vector<DeclaredName> DeclaredNamesOf(std::string_view source) {
  return DeclarationReader(TokensOf(source)).Read();
}

Complaints CheckJoinedSources(const Tree& tree) {
  const std::set<std::string, std::less<>> alone = Alone(tree);
  std::map<std::string_view, std::vector<Source>> folders;
  for (const auto& [path, bytes] : tree) {
    if (!IsJoined(path, alone)) continue;
    folders[std::string_view(path).substr(0, path.rfind('/'))].push_back(ReadSource(path, bytes));
  }
  // As concord_unity() in cmake/rooms.cmake: so many in the order of their names.
  const size_t most = JoinedAtMost(tree);
  const Shared shared = SharedNames(tree);
  Complaints complaints;
  for (const auto& [folder, sources] : folders) {
    for (size_t later = 1; later < sources.size(); ++later) {
      for (size_t earlier = later - later % most; earlier < later; ++earlier)
        CompareSources(sources[earlier], sources[later], shared, &complaints);
    }
  }
  return complaints;
}

}  // namespace concord::testing
