// PDF files. The program concord-pdf, which is none of ours to link, lists their words with places and fonts
// (pdf/README.md); what follows from these is found here: lines, columns and tables (pdf_layout.h),
// paragraphs and headings (pdf_paragraphs.h). Such a list is a file that can be read too: it tells everything
// that a PDF file told, so tests and fuzzers need no PDF, and a person can look at it.
//
// The text of a PDF file has no places in its bytes, so all of it maps to the whole file; instead each word
// has its page and box. In a list of words offsets are exact.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/subprocess.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/outline.h"
#include "ingest/readers/pdf/pdf_apart.h"
#include "ingest/readers/pdf/pdf_pieces.h"
#include "ingest/source/source.h"

namespace concord {
namespace {

using Kind = PdfParagraph::Kind;

constexpr std::string_view kMagic = "%PDF-";
// A PDF file may begin with so many other bytes (ISO 32000, annex H.3.4.1 of the first edition).
constexpr size_t kMagicWithin = 1024;

bool IsPdf(std::string_view bytes) {
  return bytes.substr(0, kMagicWithin).find(kMagic) != std::string_view::npos;
}

Result<std::string> ListWords(const Source& source) {
  constexpr std::string_view kProgram = "concord-pdf";
  std::string program = ProgramFolder() + "/" + std::string(kProgram);
  if (access(program.c_str(), X_OK) != 0) program = kProgram;  // then somewhere in PATH
  ProgramLimits limits;
  limits.seconds = source.limits->max_program_seconds;
  limits.memory_bytes = source.limits->max_program_bytes;
  auto list = RunProgram({program}, source.bytes, limits);
  if (list) return list;
  Error error = list.error();
  if (error.code == ErrorCode::kNotFound) {
    error.code = ErrorCode::kUnsupported;
    error.message +=
        "; PDF files are read with concord-pdf, which is built where Debian's libpoppler-cpp-dev is "
        "installed, and belongs beside this program or into PATH";
  } else if (error.code == ErrorCode::kInvalid) {
    error.message = fmt::format("damaged PDF file, or one that needs more than {} MiB of memory: {}",
                                limits.memory_bytes >> 20, error.message);
  } else if (error.code == ErrorCode::kLimit && error.message.ends_with(" seconds")) {
    error.message += " (limit max_program_seconds)";
  }
  // Where it is installed is nobody's business.
  if (const size_t at = error.message.find(program); at != std::string::npos)
    error.message.replace(at, program.size(), kProgram);
  error.source = source.path;
  return tl::unexpected(std::move(error));
}

// Names of files and programs that a word processor leaves where a title belongs.
bool IsPlausibleTitle(std::string_view title) {
  if (title.size() < 4 || title.size() > 300) return false;
  const std::string lower = AsciiLower(title);
  for (const std::string_view end :
       {".doc", ".docx", ".pdf", ".indd", ".ppt", ".pptx", ".xls", ".xlsx", ".tex"}) {
    if (lower.ends_with(end)) return false;
  }
  for (const std::string_view part :
       {"microsoft word", "untitled", "powerpoint presentation", "slide 1", "(anonymous)"}) {
    if (lower.find(part) != std::string::npos) return false;
  }
  return title.find(' ') != std::string_view::npos || title.find('_') == std::string_view::npos;
}

// The pages of a text whose offsets lead into the list of words. Each word of the list begins a run of its
// own, a byte of which stands for itself, unless it was put together of several.
PageMap PagesOf(const Document& document, const PdfWords& words) {
  PageMap pages;
  const auto page_of = [&](size_t word) {
    const auto page = std::ranges::upper_bound(words.pages, word, {}, &PdfPage::first);
    return std::prev(page)->number;
  };
  const std::string_view text = document.text;
  size_t last = words.words.size();
  for (uint32_t at = 0; at < text.size(); ++at) {
    const bool inside =
        (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 || text[at] == ' ' || text[at] == '\n';
    if (inside) continue;
    const uint64_t place = document.offsets.ToSource({at, at + 1}).start;
    // Nearly always the same word as before.
    const auto holds = [&](size_t i) {
      return i < words.words.size() && words.words[i].at <= place &&
             place < words.words[i].at + words.words[i].length;
    };
    if (holds(last)) continue;
    const auto next = std::ranges::upper_bound(words.words, place, {}, &PdfWord::at);
    if (next == words.words.begin()) continue;
    last = static_cast<size_t>(next - words.words.begin()) - 1;
    const PdfBox& box = words.words[last].box;
    pages.Add(at, {page_of(last), box.left, box.top, box.right, box.bottom});
  }
  return pages;
}

// Fails when there is nothing to read, and says why.
Result<void> CheckWords(const SourceText& list, const PdfWords& words, std::string_view bytes) {
  const auto fail = [&](std::string message) {
    return tl::unexpected(list.ErrorAt(ErrorCode::kUnsupported, std::move(message), 0));
  };
  if (words.words.empty()) {
    // Names of objects are readable even where their contents are not.
    const bool image = bytes.find("/Image") != std::string_view::npos;
    return fail(image ? fmt::format("{} page(s) of images without text: a scan, which has to go through text "
                                    "recognition (OCR) first",
                                    words.pages.size())
                : words.pages.empty() ? std::string("the PDF file has no pages that can be found")
                                      : fmt::format("no text on any of {} page(s)", words.pages.size()));
  }
  uint64_t unknown = 0, all = 0;
  for (const PdfWord& word : words.words) {
    const std::string_view text = list.text().substr(word.at, word.length);
    for (size_t at = 0; at < text.size(); ++all) {
      const char32_t c = NextCodePoint(text, &at);
      if (c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF)) ++unknown;
    }
  }
  if (unknown * 2 > all) {
    return fail(fmt::format("the fonts of the PDF file do not say which letters {} of its {} signs are",
                            unknown, all));
  }
  return {};
}

Result<Document> ReadList(const SourceText& list, std::string_view bytes) {
  auto words = ParsePdfWords(list);
  if (!words) return tl::unexpected(words.error());
  if (auto checked = CheckWords(list, *words, bytes); !checked) return tl::unexpected(checked.error());
  const std::vector<std::string> apart = MarkApart(list.text(), &*words);
  size_t furniture = 0;
  const std::vector<PdfLine> lines = LayOut(*words, list.text(), &furniture);
  DocumentBuilder builder(list);
  Outline outline(&builder);
  PdfPieces pieces(*words, list.text(), lines);
  std::string title;
  const std::vector<PdfParagraph> paragraphs = MakeParagraphs(*words, list.text(), lines);
  constexpr size_t kFront = 80;
  for (const PdfParagraph& paragraph : paragraphs) {
    if (paragraph.kind == Kind::kHeading)
      outline.ForeseeHeading(TextOf(paragraph, *words, list.text(), lines, kFront));
  }
  for (const PdfParagraph& paragraph : paragraphs) {
    if (builder.failed()) break;
    const Pieces text = pieces.Of(paragraph);
    switch (paragraph.kind) {
      case Kind::kTitle:
        for (const Piece& piece : text) title += piece.text;
        title += ' ';
        outline.Title(text);
        break;
      case Kind::kHeading:
        outline.Heading(paragraph.level, text);
        break;
      case Kind::kItem:
        outline.Item(paragraph.level, text);
        break;
      case Kind::kText:
        outline.Paragraph(text);
        break;
      case Kind::kFootnote:
        outline.Other(BlockKind::kFootnote, text);
        break;
      case Kind::kCell:
      case Kind::kContents:
        outline.Other(BlockKind::kTableCell, text);
        break;
      case Kind::kCode:
        outline.Other(BlockKind::kCode, text);
        break;
    }
  }
  Document& made = builder.document();
  made.metadata.title = CollapseSpace(title);
  if (made.metadata.title.empty() && IsPlausibleTitle(words->title)) made.metadata.title = words->title;
  for (const std::string& found : apart) made.repairs.push_back({0, found});
  if (furniture > 0) {
    made.repairs.push_back({0, fmt::format("heads and feet that come again are left out on {} page{}",
                                           furniture, furniture == 1 ? "" : "s")});
  }
  for (const uint32_t page : words->missing) {
    made.repairs.push_back({0, fmt::format("page {} is damaged and was left out", page)});
  }
  auto document = builder.Finish();
  if (document) document->pages = PagesOf(*document, *words);
  return document;
}

}  // namespace

int LooksLikePdf(const Source& source) {
  if (IsPdfWordList(source.bytes) || source.bytes.starts_with(kMagic)) return 9;
  return IsPdf(source.bytes) && source.bytes.find('\0') != std::string_view::npos ? 7 : 0;
}

Result<Document> ReadPdf(const Source& source) {
  if (IsPdfWordList(source.bytes)) {
    auto list = SourceText::Open(source);
    if (!list) return tl::unexpected(list.error());
    return ReadList(*list, {});
  }
  const auto error = [&](ErrorCode code, std::string message) {
    return tl::unexpected(Error{code, std::move(message), std::string(source.path), 0, 0, 0});
  };
  if (source.bytes.empty()) return error(ErrorCode::kInvalid, "the file is empty");
  if (source.bytes.size() > source.limits->max_file_bytes) {
    return error(ErrorCode::kLimit, fmt::format("the file has {} bytes, the limit is {}", source.bytes.size(),
                                                source.limits->max_file_bytes));
  }
  if (!IsPdf(source.bytes)) {
    return error(ErrorCode::kInvalid,
                 fmt::format("not a PDF file: no '{}' in its first {} bytes", kMagic, kMagicWithin));
  }
  auto words = ListWords(source);
  if (!words) return tl::unexpected(words.error());
  auto list = SourceText::Derived(source, *std::move(words));
  if (!list) return tl::unexpected(list.error());
  auto document = ReadList(*list, source.bytes);
  if (!document) return document;
  document->offsets = list->WholeFile(document->text.size());
  if (source.bytes.substr(source.bytes.size() - std::min<size_t>(source.bytes.size(), 2048)).find("%%EOF") ==
      std::string_view::npos) {
    document->repairs.push_back({0, "the PDF file does not end as one should (%%EOF): it may be cut off"});
  }
  return document;
}

}  // namespace concord
