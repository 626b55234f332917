#include "ingest/readers/pages/html_text.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

#include "ingest/readers/pages/html_tree.h"

namespace concord {
namespace {

// Appends [start, start + size) of the text, or `shown` that stands for it.
void AppendPart(const SpelledText& spelled, std::string_view shown, size_t start, size_t size,
                DocumentBuilder* builder) {
  const OffsetMap::SourceSpan place =
      spelled.offsets.ToSource({static_cast<uint32_t>(start), static_cast<uint32_t>(start + size)});
  if (place.end - place.start == shown.size()) {
    builder->Append(shown, place.start);
  } else {
    builder->AppendFor(shown, place.start, static_cast<uint32_t>(place.end - place.start));
  }
}

}  // namespace

void AppendSpelled(const SpelledText& spelled, DocumentBuilder* builder) {
  // Where an entity stands between, each part has its own place; words are short enough to be exact.
  const std::string_view text = spelled.text;
  for (size_t at = 0; at < text.size();) {
    const size_t blank = std::min(text.find(' ', at), text.size());
    const size_t end = blank == at ? at + 1 : blank;
    AppendPart(spelled, text.substr(at, end - at), at, end - at, builder);
    at = end;
  }
}

void AppendHtmlText(const SpelledText& spelled, const SourceText& source, BlockKind kind,
                    DocumentBuilder* builder) {
  const std::string_view text = spelled.text;
  HtmlTree tree;
  std::optional<SourceText> html;
  if (text.find('<') != std::string_view::npos) {
    if (auto opened = SourceText::Open({source.path(), text, &source.limits()})) html = *std::move(opened);
    if (html && html->text() == text) {
      if (Result<HtmlTree> parsed = ParseHtml(*html)) tree = *std::move(parsed);
    }
  }
  if (tree == nullptr) {
    builder->OpenBlock(kind);
    AppendSpelled(spelled, builder);
    builder->CloseBlock();
    return;
  }
  struct Open {
    const GumboNode* node;
    unsigned int child = 0;
    bool block = false;
  };
  std::vector<Open> open = {{tree->document}};
  std::vector<Piece> pieces;
  std::deque<std::string> storage;
  bool item = false;
  const auto end_block = [&] {
    builder->CloseBlock();
    item = false;
  };
  while (!open.empty() && !builder->failed()) {
    Open& at = open.back();
    const GumboVector& children = ChildrenOf(*at.node);
    if (at.child == children.length) {
      if (at.block) end_block();
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[at.child++]);
    if (child.type == GUMBO_NODE_ELEMENT) {
      const HtmlRole role = HtmlRoleOf(child);
      if (role == HtmlRole::kSkipped) continue;
      if (role == HtmlRole::kBreak) {
        if (builder->in_block()) builder->AppendOwn(" ");
        continue;
      }
      const bool block = role != HtmlRole::kInline;
      if (block) end_block();
      if (role == HtmlRole::kItem) item = true;
      open.push_back({&child, 0, block});
    } else if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_CDATA ||
               (child.type == GUMBO_NODE_WHITESPACE && builder->in_block())) {
      if (!builder->in_block()) builder->OpenBlock(item ? BlockKind::kListItem : kind);
      pieces.clear();
      AppendPieces(child, html->text(), &storage, &pieces);
      for (const Piece& piece : pieces) {
        AppendPart(spelled, piece.text, piece.at, piece.length ? *piece.length : piece.text.size(), builder);
      }
      storage.clear();
    }
  }
  end_block();
}

}  // namespace concord
