#include "ingest/readers/pages/markdown_blocks.h"

#include <md4c.h>

#include "base/text.h"
#include "ingest/source/entities.h"

namespace concord {
namespace {

class Splitter {
 public:
  explicit Splitter(const PlacedText& markdown) : markdown_(markdown) {}

  std::vector<MarkdownBlock> Run() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* self) { return To(self).Enter(type); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return To(self).Leave(type); };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) { return To(self).Span(type, 1); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return To(self).Span(type, -1); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return To(self).Text(type, {text, size});
    };
    md_parse(markdown_.text().data(), static_cast<MD_SIZE>(markdown_.text().size()), &parser, this);
    Flush();
    return std::move(blocks_);
  }

 private:
  static Splitter& To(void* self) { return *static_cast<Splitter*>(self); }

  int Enter(MD_BLOCKTYPE type) {
    Flush();
    Count(type, 1);
    return 0;
  }
  int Leave(MD_BLOCKTYPE type) {
    Flush();
    Count(type, -1);
    return 0;
  }
  int Span(MD_SPANTYPE type, int step) {
    if (type == MD_SPAN_IMG) images_ += step;
    return 0;
  }

  void Count(MD_BLOCKTYPE type, int step) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        lists_ += step;
        break;
      case MD_BLOCK_H:
        headings_ += step;
        break;
      case MD_BLOCK_QUOTE:
        quotes_ += step;
        break;
      case MD_BLOCK_CODE:
        codes_ += step;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        cells_ += step;
        break;
      default:
        break;
    }
  }

  int Text(MD_TEXTTYPE type, std::string_view text) {
    if (images_ > 0 || type == MD_TEXT_NULLCHAR || type == MD_TEXT_HTML) return 0;
    const std::string& whole = markdown_.text();
    const bool inside =
        text.data() >= whole.data() && text.data() + text.size() <= whole.data() + whole.size();
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
      Own(" ");
    } else if (!inside) {
      Own(text);  // line ends and indentation of code
    } else {
      const auto start = static_cast<size_t>(text.data() - whole.data());
      if (type == MD_TEXT_ENTITY) {
        PlacedText entity;
        entity.AddPart(markdown_, start, start + text.size());
        const auto pieces = entity.Pieces();
        const Piece& first = pieces.front();
        block_.text.AddFor(DecodeEntity(text), first.at,
                           static_cast<uint32_t>(first.length.value_or(first.text.size())));
      } else {
        block_.text.AddPart(markdown_, start, start + text.size());
      }
      last_ = start + text.size();
    }
    return 0;
  }

  // Text that stands for nothing at the place where we are.
  void Own(std::string_view text) {
    const auto pieces = markdown_.Pieces(last_ == 0 ? 0 : last_ - 1, last_ == 0 ? 1 : last_);
    const uint64_t at = pieces.empty() ? 0 : pieces[0].at + pieces[0].length.value_or(1);
    block_.text.AddFor(text, at, 0);
  }

  void Flush() {
    if (!Trim(block_.text.text()).empty()) {
      block_.kind = codes_ > 0      ? BlockKind::kCode
                    : headings_ > 0 ? BlockKind::kHeading
                    : cells_ > 0    ? BlockKind::kTableCell
                    : quotes_ > 0   ? BlockKind::kQuote
                    : lists_ > 0    ? BlockKind::kListItem
                                    : BlockKind::kParagraph;
      block_.depth = block_.kind == BlockKind::kListItem ? lists_ : 0;
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
  }

  const PlacedText& markdown_;
  std::vector<MarkdownBlock> blocks_;
  MarkdownBlock block_;
  size_t last_ = 0;  // behind the last text, in the Markdown
  int lists_ = 0, headings_ = 0, quotes_ = 0, codes_ = 0, cells_ = 0, images_ = 0;
};

// Most values have no markup at all.
bool IsPlain(std::string_view text) {
  if (text.find_first_of("\\`*_[]<>&#|~\n") != std::string_view::npos) return false;
  text = Trim(text);
  return text.empty() ||
         ((text[0] < '0' || text[0] > '9') && text[0] != '-' && text[0] != '+' && text[0] != '=');
}

}  // namespace

std::vector<MarkdownBlock> SplitMarkdown(const PlacedText& markdown) {
  if (!IsPlain(markdown.text())) return Splitter(markdown).Run();
  std::vector<MarkdownBlock> blocks;
  if (!Trim(markdown.text()).empty()) blocks.push_back({.text = markdown});
  return blocks;
}

PlacedText WithoutMarkup(const PlacedText& markdown) {
  // A title that begins with a number is no list.
  if (IsPlain("x" + markdown.text())) return markdown;
  PlacedText line;
  for (const MarkdownBlock& block : SplitMarkdown(markdown)) {
    if (!line.empty()) {
      const auto first = block.text.Pieces(0, 1);
      line.AddFor(" ", first.empty() ? 0 : first[0].at, 0);
    }
    line.AddPart(block.text, 0);
  }
  return line;
}

int32_t WriteMarkdown(const std::vector<MarkdownBlock>& blocks, DocumentBuilder* builder, int32_t lead,
                      const PlacedText& number) {
  std::vector<int32_t> leads = {lead};  // by depth of list
  int32_t opening = -1;
  for (const MarkdownBlock& block : blocks) {
    const bool first = &block == &blocks.front();
    const auto depth = static_cast<size_t>(block.depth);
    leads.resize(depth + 1, leads.back());
    const bool item = block.kind == BlockKind::kListItem || (first && lead >= 0);
    const BlockKind kind = item ? BlockKind::kListItem : block.kind;
    builder->OpenBlock(
        kind, item ? leads[depth > 0 ? depth - 1 : 0] : -1,
        kind == BlockKind::kCode ? DocumentBuilder::Space::kKeep : DocumentBuilder::Space::kCollapse);
    if (first && !number.empty()) {
      builder->Append(number);
      builder->AppendOwn(" ");
      builder->StartBody();
    }
    builder->Append(block.text);
    const int32_t index = builder->CloseBlock();
    if (index < 0) continue;
    const bool opens = builder->document().TextOf(builder->block(index).span).ends_with(':');
    opening = opens ? index : -1;
    leads[depth] = opens ? index : depth > 0 ? leads[depth - 1] : lead;
  }
  return opening;
}

}  // namespace concord
