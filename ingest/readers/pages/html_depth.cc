#include "ingest/readers/pages/html_depth.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

// What the standard says of elements, as far as it matters for what stays open.
enum Trait : uint32_t {
  kVoid = 1,         // has no end
  kFormatting = 2,   // opened again behind the block that closed it
  kScope = 4,        // end tags inside do not reach outside of it
  kSpecial = 8,      // end tags of ordinary elements do not reach outside of it
  kBlock = 16,       // its end tag closes what is open inside; its start tag closes a paragraph
  kTablePart = 32,   // closes all that is open in its table
  kRawText = 64,     // its text has no markup
  kPassedOver = 128  // there is one, which the tree has anyway
};
struct Kind {
  std::string_view names;  // with a blank between them
  uint32_t traits;
};
constexpr Kind kKinds[] = {
    {"area base basefont bgsound br col command embed frame hr image img input keygen link meta param source "
     "track wbr",
     kVoid},
    {"a b big code em font i nobr s small strike strong tt u", kFormatting},
    {"applet marquee object template svg math select", kScope | kSpecial},
    {"table", kScope | kSpecial},
    {"td th caption tbody thead tfoot tr colgroup", kTablePart | kScope | kSpecial},
    {"address article aside blockquote center details dir div dl fieldset figcaption figure footer header "
     "hgroup "
     "main menu nav ol section summary ul pre listing",
     kBlock | kSpecial},
    {"h1 h2 h3 h4 h5 h6 p li dd dt form button noscript frameset", kSpecial},
    {"script style xmp iframe noembed noframes textarea title", kRawText},
    {"html head body", kPassedOver},
};

uint32_t TraitsOf(const std::string& name) {
  static const std::unordered_map<std::string, uint32_t> traits = [] {
    std::unordered_map<std::string, uint32_t> made;
    for (const Kind& kind : kKinds) {
      for (const std::string_view one : Split(kind.names, ' ')) made.emplace(one, kind.traits);
    }
    return made;
  }();
  const auto at = traits.find(name);
  return at == traits.end() ? 0 : at->second;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool IsHeading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// Whether `names`, with blanks between them, has that one.
bool IsOneOf(std::string_view name, std::string_view names) {
  for (size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' ')) return true;
  }
  return false;
}
bool IsRoot(std::string_view name) { return name == "svg" || name == "math"; }
// Elements of theirs with HTML inside.
constexpr std::string_view kHtmlOfSvg = "foreignobject desc title", kHtmlOfMath = "mi mo mn ms mtext";
bool HoldsHtml(std::string_view name) { return IsOneOf(name, kHtmlOfSvg) || IsOneOf(name, kHtmlOfMath); }
bool EndsForeign(std::string_view name) {
  return IsHeading(name) ||
         IsOneOf(name,
                 "b big blockquote body br center code dd div dl dt em embed font head hr i img li listing "
                 "menu meta "
                 "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var");
}

class OpenElements {
 public:
  size_t depth() const {
    return stack_.size() + static_cast<size_t>(std::ranges::count(active_, false, &Formatting::open));
  }
  // Whether the next tag is one of SVG or MathML and not of HTML inside them.
  bool foreign() const {
    bool html_of_svg = false, html_of_math = false;
    for (size_t at = foreign_ > 0 ? stack_.size() : 0; at-- > 0;) {
      const std::string& name = stack_[at].name;
      if (name == "svg") return !html_of_svg;
      if (name == "math") return !html_of_math;
      html_of_svg = html_of_svg || IsOneOf(name, kHtmlOfSvg);
      html_of_math = html_of_math || IsOneOf(name, kHtmlOfMath);
    }
    return false;
  }
  // From here on nothing is closed: what follows can be read in two ways.
  void KeepAll() { keep_all_ = true; }
  bool keeps_all() const { return keep_all_; }

  bool Has(std::string_view name) const {
    return std::ranges::find(stack_, name, &Element::name) != stack_.end();
  }

  void Text() { Reopen(); }

  void Start(const std::string& name, std::string_view tag, bool self_closing) {
    const uint32_t traits = TraitsOf(name);
    if (foreign()) {
      // Of another vocabulary: whatever it is called, it nests. HTML there is a mistake, which ends it or
      // not.
      if (EndsForeign(name) || name == "annotation-xml") KeepAll();
      if (!self_closing) Push(name, IsRoot(name) || HoldsHtml(name) ? kScope | kSpecial : 0, 0);
      return;
    }
    if ((traits & kPassedOver) != 0) return;
    if ((traits & kTablePart) != 0 && TableAt() == 0) return;
    CloseBefore(name, traits);
    if ((traits & (kBlock | kTablePart)) == 0 && name != "p" && name != "li" && name != "table") Reopen();
    if ((traits & kVoid) != 0) return;
    size_t id = 0;
    if ((traits & kFormatting) != 0) {
      id = ++last_id_;
      const size_t same = std::hash<std::string_view>()(tag);
      // The standard's Noah's Ark: of equal ones three are opened again.
      if (std::ranges::count(active_, same, &Formatting::same) >= 3)
        active_.erase(std::ranges::find(active_, same, &Formatting::same));
      active_.push_back({{name, traits, id}, same, true});
    }
    Push(name, traits, id);
  }

  void End(const std::string& name) {
    const uint32_t traits = TraitsOf(name);
    if (keep_all_ || (traits & kPassedOver) != 0) return;
    if ((traits & kFormatting) != 0 || name == "form") {
      // It goes alone; what was opened inside it stays.
      EraseLast(name, traits);
    } else if ((traits & kTablePart) != 0 || name == "table") {
      Pop([&](const Element& open) { return open.name == name; },
          [](const Element& open) { return (open.traits & kScope) != 0 && (open.traits & kTablePart) == 0; });
    } else if (IsHeading(name)) {
      Pop([](const Element& open) { return IsHeading(open.name); }, InScope);
    } else if (name == "li") {
      Pop([&](const Element& open) { return open.name == name; },
          [](const Element& open) { return InScope(open) || open.name == "ul" || open.name == "ol"; });
    } else if ((traits & kBlock) != 0 ||
               IsOneOf(name, "p dd dt button applet marquee object template select")) {
      const bool paragraph = name == "p";
      Pop([&](const Element& open) { return open.name == name; },
          [&](const Element& open) { return InScope(open) || (paragraph && open.name == "button"); });
    } else {
      Pop([&](const Element& open) { return open.name == name; },
          [](const Element& open) { return (open.traits & kSpecial) != 0; });
    }
  }

 private:
  struct Element {
    std::string name;
    uint32_t traits = 0;
    size_t id = 0;  // of formatting: which; else 0
  };
  struct Formatting {
    Element element;
    size_t same = 0;  // a hash of its tag
    bool open = true;
  };

  static bool InScope(const Element& open) { return (open.traits & kScope) != 0; }

  void Push(const std::string& name, uint32_t traits, size_t id) {
    if (IsRoot(name)) ++foreign_;
    stack_.push_back({name, traits, id});
  }

  // Closes the innermost element that is `wanted`, and all inside, unless an `end` stands before it.
  template <typename Wanted, typename End>
  bool Pop(Wanted wanted, End end) {
    for (size_t at = stack_.size(); at-- > 0;) {
      if (wanted(stack_[at])) {
        Resize(at);
        return true;
      }
      if (end(stack_[at])) return false;
    }
    return false;
  }
  void Resize(size_t size) {
    if (keep_all_) return;
    while (stack_.size() > size) {
      const Element& open = stack_.back();
      if (IsRoot(open.name)) --foreign_;
      if (open.id != 0) SetOpen(open.id, false);
      stack_.pop_back();
    }
  }
  void SetOpen(size_t id, bool open) {
    for (Formatting& one : active_) {
      if (one.element.id == id) one.open = open;
    }
  }

  // Formatting that a block closed is opened again.
  void Reopen() {
    for (Formatting& one : active_) {
      if (!one.open) stack_.push_back(one.element);
      one.open = true;
    }
  }

  void EraseLast(const std::string& name, uint32_t traits) {
    size_t id = 0;
    for (size_t at = active_.size(); (traits & kFormatting) != 0 && at-- > 0;) {
      if (active_[at].element.name != name) continue;
      id = active_[at].element.id;
      active_.erase(active_.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    }
    for (size_t at = stack_.size(); at-- > 0;) {
      if (stack_[at].name == name && (id == 0 || stack_[at].id == id)) {
        stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(at));
        return;
      }
      if (InScope(stack_[at])) return;
    }
  }

  // Behind the innermost element in which parts of tables count; 0 when there is none.
  size_t TableAt() const {
    size_t at = stack_.size();
    while (at > 0 && (!InScope(stack_[at - 1]) || (stack_[at - 1].traits & kTablePart) != 0)) --at;
    return at > 0 && (stack_[at - 1].name == "table" || stack_[at - 1].name == "template") ? at : 0;
  }

  // What a start tag closes by itself.
  void CloseBefore(const std::string& name, uint32_t traits) {
    const auto is = [](std::string_view wanted) {
      return [wanted](const Element& open) { return open.name == wanted; };
    };
    // What may stand between an item and the next without keeping it open; gumbo's list is shorter than the
    // standard's.
    const auto item_end = [](const Element& open) {
      return (open.traits & kFormatting) == 0 && open.name != "p" && open.name != "div" &&
             open.name != "address" && open.name != "span";
    };
    if (name == "a" || name == "nobr") {
      if (!keep_all_) EraseLast(name, traits);
    } else if (name == "li") {
      Pop(is("li"), item_end);
    } else if (name == "dd" || name == "dt") {
      Pop([](const Element& open) { return open.name == "dd" || open.name == "dt"; }, item_end);
    } else if ((traits & kTablePart) != 0) {
      // Up to the table, which stays.
      const size_t at = TableAt();
      if (at > 0 && stack_[at - 1].name == "table") Resize(at);
    } else if (IsOneOf(name, "rb rp rt rtc")) {
      if (Has("ruby")) {
        while (!keep_all_ && !stack_.empty() &&
               IsOneOf(stack_.back().name, "dd dt li option optgroup p rb rp rt rtc"))
          Resize(stack_.size() - 1);
      }
    } else if (name == "option" || name == "optgroup") {
      if (!stack_.empty() && stack_.back().name == "option") Resize(stack_.size() - 1);
    } else if (IsHeading(name) && !stack_.empty() && IsHeading(stack_.back().name)) {
      Resize(stack_.size() - 1);
    }
    if ((traits & kBlock) != 0 || name == "p" || name == "li" || name == "dd" || name == "dt" ||
        IsHeading(name)) {
      Pop(is("p"), [](const Element& open) { return InScope(open) || open.name == "button"; });
    }
  }

  std::vector<Element> stack_;
  std::vector<Formatting> active_;  // formatting that is to be opened again where it is closed
  size_t last_id_ = 0;
  size_t foreign_ = 0;  // SVG and MathML that is open
  bool keep_all_ = false;
};

// Behind the comment, doctype or instruction that begins at `at`.
size_t EndOfDeclaration(std::string_view html, size_t at) {
  if (!html.substr(at).starts_with("<!--")) return html.find('>', at + 1);
  at += 4;
  if (html.substr(at).starts_with(">")) return at;
  if (html.substr(at).starts_with("->")) return at + 1;
  for (at = html.find("--", at); at != std::string_view::npos; at = html.find("--", at + 1)) {
    size_t end = at + 2;
    if (end < html.size() && html[end] == '!') ++end;
    if (end < html.size() && html[end] == '>') return end;
  }
  return at;
}

// The '>' that ends the tag whose name ends at `at`; npos when there is none. Counts its attributes.
size_t EndOfTag(std::string_view html, size_t at, bool* self_closing, size_t* attributes) {
  *self_closing = false;
  *attributes = 0;
  bool value = false;  // a value may begin here
  while (at < html.size()) {
    const char c = html[at];
    if (c == '>') return at;
    *self_closing = c == '/' && !value;
    if (IsBlank(c)) {
      ++at;
    } else if (value && (c == '"' || c == '\'')) {
      at = html.find(c, at + 1);
      if (at == std::string_view::npos) return at;
      ++at;
      value = false;
    } else if (value) {
      while (at < html.size() && !IsBlank(html[at]) && html[at] != '>') ++at;
      value = false;
    } else {
      value = c == '=';
      ++at;
      // A sign at the start of an attribute's name is a part of it, '=' too.
      if (c != '=' && c != '/') {
        ++*attributes;
        while (at < html.size() && !IsBlank(html[at]) && html[at] != '=' && html[at] != '>' &&
               html[at] != '/')
          ++at;
      }
    }
  }
  return std::string_view::npos;
}

// Where the text of a raw element ends: at its end tag, else at the end.
size_t EndOfRawText(std::string_view html, size_t at, const std::string& name) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2)) {
    const size_t end = at + 2 + name.size();
    if (end < html.size() && EqualsIgnoreCase(html.substr(at + 2, name.size()), name) &&
        (IsBlank(html[end]) || html[end] == '/' || html[end] == '>'))
      return at;
  }
  return html.size();
}

// Whether a script has a comment that is not closed and speaks of a script: then its first end tag may not
// end it.
bool HoldsOpenScript(std::string_view text) {
  for (size_t at = text.find("<!--"); at != std::string_view::npos; at = text.find("<!--", at)) {
    const size_t end = text.find("-->", at + 2);
    if (end == std::string_view::npos)
      return AsciiLower(text.substr(at)).find("<script") != std::string::npos;
    at = end;
  }
  return false;
}

}  // namespace

std::optional<ExcessiveTag> FindExcessiveTag(std::string_view html, const TagLimits& limits) {
  OpenElements open;
  size_t behind = 0;  // the last tag
  for (size_t at = html.find('<'); at != std::string_view::npos && at + 1 < html.size();
       at = html.find('<', behind)) {
    if (std::ranges::any_of(html.substr(behind, at - behind), [](char c) { return !IsBlank(c); }))
      open.Text();
    const bool end = html[at + 1] == '/';
    const size_t start = at + (end ? 2 : 1);
    if (start >= html.size()) break;
    if (!IsLetter(html[start])) {
      const bool markup = end || html[start] == '!' || html[start] == '?';
      // In SVG and MathML it holds text, elsewhere it is a comment.
      if (open.foreign() && html.substr(at).starts_with("<![CDATA[")) open.KeepAll();
      if (!markup) open.Text();
      const size_t close = markup ? EndOfDeclaration(html, at) : at;
      if (close == std::string_view::npos) break;
      behind = close + 1;
      continue;
    }
    size_t stop = start;
    while (stop < html.size() && !IsBlank(html[stop]) && html[stop] != '/' && html[stop] != '>') ++stop;
    const std::string name = AsciiLower(html.substr(start, std::min<size_t>(stop - start, 64)));
    bool self_closing = false;
    size_t attributes = 0;
    const size_t close = EndOfTag(html, stop, &self_closing, &attributes);
    // One that does not end has attributes too.
    if (attributes > limits.attributes) return ExcessiveTag{at, true};
    if (close == std::string_view::npos) break;
    behind = close + 1;
    if (end) {
      open.End(name);
      continue;
    }
    if (name == "plaintext" && !open.foreign() && !open.keeps_all()) break;
    // If it counts, all but framesets is passed over; if the page has a body, it does not count.
    if (name == "frameset") open.KeepAll();
    const bool foreign = open.foreign();
    open.Start(name, html.substr(at, behind - at), self_closing);
    if (open.depth() > limits.depth) return ExcessiveTag{at, false};
    if ((TraitsOf(name) & kRawText) == 0 || open.keeps_all() || (foreign && self_closing)) continue;
    if (foreign) {
      // Titles and styles of SVG are markup, those of HTML inside it are not: with a tag inside, two ways to
      // read.
      const size_t next = html.find('<', behind);
      if (next != std::string_view::npos &&
          EndOfRawText(html.substr(0, std::min(next + name.size() + 3, html.size())), next, name) != next)
        open.KeepAll();
      continue;
    }
    if (name != "script" && open.Has("select")) {
      open.KeepAll();  // passed over there, or the end of it
      continue;
    }
    const size_t text_end = EndOfRawText(html, behind, name);
    if (name == "script" && HoldsOpenScript(html.substr(behind, text_end - behind))) {
      open.KeepAll();
    } else {
      behind = text_end;
    }
  }
  return std::nullopt;
}

size_t FindDeeperTag(std::string_view html, size_t limit) {
  const std::optional<ExcessiveTag> found = FindExcessiveTag(html, {.depth = limit});
  return found ? found->offset : std::string_view::npos;
}

}  // namespace concord
