#include "ingest/readers/pages/html_styles.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/designators/eu_act.h"

namespace concord {

HtmlStyle HtmlStyleOf(const GumboNode& element) {
  static constexpr std::string_view kFurniture[] = {"hd-ti",   "hd-lg", "hd-coll", "hd-uniq",
                                                    "hd-date", "hd-oj", "doc-end"};
  if (AttributeOf(element, "id") == "footnotes") return HtmlStyle::kNote;
  for (std::string_view name : Split(AttributeOf(element, "class"), ' ')) {
    if (name.starts_with("oj-")) name.remove_prefix(3);
    if (name == "title-doc-first" || name == "title-doc-last" || name == "title-annex-1")
      return HtmlStyle::kTitle;
    if (name == "title-article-norm" || name == "title-division-1") return HtmlStyle::kUnit;
    if (name == "stitle-article-norm" || name == "title-division-2" || name == "title-annex-2" ||
        name.starts_with("title-gr-seq-level")) {
      return HtmlStyle::kSubheading;
    }
    if (name == "modref" || name == "arrow") return HtmlStyle::kFurniture;  // which act changed what follows
    if (name == "disclaimer" || name == "reference") return HtmlStyle::kCover;
    if (name == "doc-ti" || name.starts_with("Titreobjet") || name.starts_with("Typedudocument") ||
        name == "Annexetitre") {
      return HtmlStyle::kTitle;
    }
    if (name == "ti-art" || name == "ti-section-1" || name == "Titrearticle") return HtmlStyle::kUnit;
    if (name == "sti-art" || name == "ti-section-2") return HtmlStyle::kSubheading;
    if (name == "note" || name == "FootnoteText" || name == "footnote") return HtmlStyle::kNote;
    if (name == "Statut" || name == "Rfrenceinterinstitutionnelle") return HtmlStyle::kCover;
    if (name == "Exposdesmotifstitre" || name.starts_with("ManualHeading")) return HtmlStyle::kHeading;
    if (name == "final" || name == "Fait" || name == "signature") return HtmlStyle::kFinal;
    if (name.starts_with("Bullet") || name.starts_with("Tiret")) return HtmlStyle::kItem;
    if (std::ranges::find(kFurniture, name) != std::end(kFurniture)) return HtmlStyle::kFurniture;
  }
  return HtmlStyle::kNone;
}

bool IsAnnexTitle(std::string_view text) {
  for (const std::string_view word : {"annex", "appendix"}) {
    if (StartsWithIgnoreCase(text, word) && (text.size() == word.size() || text[word.size()] == ' '))
      return true;
  }
  return false;
}

HtmlStyle HtmlStyleOfWords(std::string_view text, bool ended) {
  constexpr size_t kLongestTitle = 40;
  if (IsAnnexTitle(text) && text.size() <= kLongestTitle && text.starts_with("ANNEX"))
    return HtmlStyle::kTitle;
  if (ended && text.starts_with('(') && text.find(") OJ ") < 6) return HtmlStyle::kNote;
  const bool binding = text.starts_with("This ") && text.find(" shall be binding in its entirety") < 40;
  return ended || binding || text.starts_with("Done at ") ? HtmlStyle::kFinal : HtmlStyle::kNone;
}

bool FormedAsTitle(std::string_view text) {
  return !CelexOfTitle(text).empty() && text.find("Official Journal L") == std::string_view::npos &&
         text.find("Official Journal C") == std::string_view::npos;
}

bool IsCelex(std::string_view text) {
  if (text.size() < 10 || text.size() > 16) return false;
  const auto digit = [&text](size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  for (const size_t i : {0, 1, 2, 3, 4, 7, 8, 9}) {
    if (!digit(i)) return false;
  }
  return text[5] >= 'A' && text[5] <= 'Z';
}

int HeadingLevel(const GumboNode& element) {
  const std::string_view name = AttributeOf(element, "class");
  const size_t at = name.find("ManualHeading");
  const char digit = at == std::string_view::npos || at + 13 >= name.size() ? '0' : name[at + 13];
  return digit >= '0' && digit <= '9' ? 1 + (digit - '0') : 2;
}

bool IsNoteReference(const GumboNode& element) {
  if (element.v.element.tag != GUMBO_TAG_A) return false;
  const std::string_view target = AttributeOf(element, "href");
  bool note = false;
  for (const std::string_view prefix : {"#ntr", "#footnote", "#fn", "#_ftn", "#_edn"}) {
    note = note || target.starts_with(prefix);
  }
  note = note || (target.starts_with("#E0") && AttributeOf(element, "id").starts_with("src."));
  // Those lead back from the note.
  for (const std::string_view prefix : {"#footnoteref", "#fnref", "#_ftnref", "#_ednref"}) {
    note = note && !target.starts_with(prefix);
  }
  constexpr size_t kLongest = 8;
  return note && TextBelow(element, 2 * kLongest).size() <= kLongest;
}

std::string_view LanguageOf(const GumboNode& element) {
  if (const std::string_view stated = AttributeOf(element, "lang"); stated.size() >= 2) {
    return stated.substr(0, stated.find('-'));
  }
  for (const std::string_view name : Split(AttributeOf(element, "class"), ' ')) {
    if (name.size() == 10 && name.ends_with("-content")) return name.substr(0, 2);
  }
  return {};
}

bool HoldsTitle(const GumboNode& element) {
  constexpr size_t kLargest = 2000;  // nodes; what is larger is no mere head
  size_t seen = 0;
  std::vector<const GumboNode*> stack = {&element};
  while (!stack.empty()) {
    if (++seen > kLargest) return true;
    const GumboNode& node = *stack.back();
    stack.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == GUMBO_TAG_H1) return true;
    const GumboVector& children = ChildrenOf(node);
    for (size_t i = 0; i < children.length; ++i) {
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
    }
  }
  return false;
}

bool KeepsLines(const GumboNode& element) {
  for (const std::string_view name : Split(AttributeOf(element, "class"), ' ')) {
    if (name.starts_with("whitespace-pre")) return true;
  }
  const std::string_view style = AttributeOf(element, "style");
  return style.find("white-space: pre") != std::string_view::npos ||
         style.find("white-space:pre") != std::string_view::npos;
}

}  // namespace concord
