#include "ingest/readers/pages/html_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/noncharacters.h"
#include "base/text.h"
#include "ingest/readers/pages/html_depth.h"
#include "ingest/source/entities.h"

namespace concord {
namespace {

// Far beyond any page that people read. A million tags below so many open elements take some seconds.
constexpr size_t kDeepest = 1024;
// Likewise. A page of 10 MB that consists of such tags takes some seconds.
constexpr size_t kMostAttributes = 1024;

GumboVector* ChildrenIn(GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  const bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
  return element ? &node->v.element.children : nullptr;
}

}  // namespace

// gumbo frees children by recursion. So all nodes become children of the document before.
void GumboDeleter::operator()(GumboOutput* page) const {
  std::vector<void*> nodes = {page->document};
  for (size_t i = 0; i < nodes.size(); ++i) {
    GumboVector* children = ChildrenIn(static_cast<GumboNode*>(nodes[i]));
    if (children == nullptr) continue;
    nodes.insert(nodes.end(), children->data, children->data + children->length);
    children->length = 0;
  }
  const GumboOptions& options = kGumboDefaultOptions;
  GumboVector& all = page->document->v.document.children;
  const size_t bytes = nodes.size() * sizeof(void*);
  options.deallocator(options.userdata, all.data);
  all.data = static_cast<void**>(options.allocator(options.userdata, bytes));
  std::copy(nodes.begin() + 1, nodes.end(), all.data);
  all.length = static_cast<unsigned>(nodes.size() - 1);
  all.capacity = static_cast<unsigned>(nodes.size());
  gumbo_destroy_output(&options, page);
}

Result<HtmlTree> ParseHtml(const SourceText& source) {
  const std::string_view text = source.text();
  if (const auto tag = FindExcessiveTag(text, {.depth = kDeepest, .attributes = kMostAttributes})) {
    return tl::unexpected(source.ErrorAt(
        ErrorCode::kLimit,
        tag->is_wide
            ? fmt::format("an element has more than {} attributes, the limit for pages", kMostAttributes)
            : fmt::format("elements are nested deeper than {}, the limit for pages", kDeepest),
        tag->offset));
  }
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // nobody reads them
  HtmlTree tree(gumbo_parse_with_options(&options, text.data(), text.size()));
  if (tree == nullptr)
    return tl::unexpected(source.ErrorAt(ErrorCode::kInvalid, "no HTML that can be parsed", 0));
  return tree;
}

HtmlRole HtmlRoleOf(const GumboNode& element) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV: {
      const std::string_view style = AttributeOf(element, "style");
      // Consolidated acts of the Union set a paragraph beside its number so.
      if (HasClass(element, "inline-element")) return HtmlRole::kInline;
      return style.starts_with("display: inline;") || style.starts_with("display:inline;") ? HtmlRole::kInline
                                                                                           : HtmlRole::kBlock;
    }
    case GUMBO_TAG_ASIDE:  // beside the text: a table of contents, advertisements; in books, a note
      return AttributeOf(element, "role") == "doc-footnote" ? HtmlRole::kNote : HtmlRole::kSkipped;
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_HEAD:
      return HtmlRole::kSkipped;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_SUMMARY:
      return HtmlRole::kHeading;
    case GUMBO_TAG_LI:
      return HtmlRole::kItem;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      return HtmlRole::kList;
    case GUMBO_TAG_TR:
      return HtmlRole::kRow;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return HtmlRole::kCell;
    case GUMBO_TAG_BR:
      return HtmlRole::kBreak;
    case GUMBO_TAG_PRE:
      return HtmlRole::kPre;
    case GUMBO_TAG_BLOCKQUOTE:
      return HtmlRole::kQuote;
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:
      return HtmlRole::kInline;
    default:
      return HtmlRole::kBlock;
  }
}

std::string_view AttributeOf(const GumboNode& element, const char* name) {
  if (element.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* attribute = gumbo_get_attribute(&element.v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

bool HasClass(const GumboNode& element, std::string_view name) {
  for (const std::string_view one : Split(AttributeOf(element, "class"), ' ')) {
    if (one == name) return true;
  }
  return false;
}

const GumboVector& ChildrenOf(const GumboNode& node) {
  static constexpr GumboVector kNone{};
  if (node.type == GUMBO_NODE_DOCUMENT) return node.v.document.children;
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return node.v.element.children;
  return kNone;
}

// gumbo joins what tags without meaning part, and resolves references; the decoded text is walked along
// the original one to tell which bytes made which.
void AppendPieces(const GumboNode& node, std::string_view source, std::deque<std::string>* storage,
                  std::vector<Piece>* pieces) {
  std::string clean;
  std::string_view decoded = node.v.text.text;
  if (FindNoncharacter(decoded) != std::string_view::npos) {  // by a reference
    clean = decoded;
    ReplaceNoncharacters(&clean);
    decoded = clean;
  }
  const std::string_view original(node.v.text.original_text.data, node.v.text.original_text.length);
  if (original.data() < source.data() || original.data() + original.size() > source.data() + source.size())
    return;
  const auto place = static_cast<uint64_t>(original.data() - source.data());
  size_t o = 0, d = 0;
  while (d < decoded.size()) {
    // A stretch of equal bytes
    const size_t start = o;
    while (o < original.size() && d < decoded.size() && original[o] == decoded[d] && original[o] != '&')
      ++o, ++d;
    if (o > start) pieces->push_back({original.substr(start, o - start), place + start});
    if (d == decoded.size()) break;
    if (o == original.size()) {
      // Never seen; the words are kept all the same.
      storage->emplace_back(decoded.substr(d));
      pieces->push_back({storage->back(), place + o, 0});
      break;
    }
    if (original[o] == '&') {
      size_t end = o + 1;
      while (end < original.size() && end - o < 40 &&
             (std::isalnum(static_cast<unsigned char>(original[end])) != 0 || original[end] == '#'))
        ++end;
      if (end < original.size() && original[end] == ';') ++end;
      const std::string_view reference = original.substr(o, end - o);
      // A lone "&" is itself; the two frequent names need no look-up.
      std::string value;
      if (reference == "&amp;") {
        value = "&";
      } else if (reference == "&nbsp;") {
        value = "\u00A0";
      } else if (reference.size() > 2) {
        value = DecodeEntity(reference);
      }
      if (!value.empty() && value != reference && decoded.substr(d).starts_with(value)) {
        d += value.size();
        storage->push_back(std::move(value));
        pieces->push_back({storage->back(), place + o, static_cast<uint32_t>(end - o)});
        o = end;
        continue;
      }
      if (decoded[d] == '&') {
        pieces->push_back({original.substr(o, 1), place + o});
        ++o, ++d;
        continue;
      }
    }
    if (original[o] == '<') {
      const size_t close = original.find('>', o);
      o = close == std::string_view::npos ? original.size() : close + 1;
    } else {
      ++o;
    }
  }
}

std::string TextBelow(const GumboNode& node, size_t limit) {
  std::string text;
  std::vector<const GumboNode*> stack = {&node};
  while (!stack.empty() && text.size() < limit) {
    const GumboNode* at = stack.back();
    stack.pop_back();
    if (at->type == GUMBO_NODE_TEXT || at->type == GUMBO_NODE_WHITESPACE) text += at->v.text.text;
    const GumboVector& children = ChildrenOf(*at);
    for (size_t i = children.length; i-- > 0;)
      stack.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return CollapseSpace(text);
}

}  // namespace concord
