// concord-pdf: a PDF file on standard input, its words with their places and fonts on standard output.
//
// A program of its own, because poppler is under the GPL and may not be linked into concord, and because a
// damaged or hostile file should harm no more than a process that somebody watches. What it writes is
// described in pdf/README.md; ingest/readers/pdf/pdf_words.cc reads it.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <poppler-toc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

// The longest documents that people print have some thousands; a page tree may claim any number.
constexpr int kMostPages = 100'000;
constexpr size_t kMostEntries = 100'000;  // of the table of contents
constexpr int kDeepestEntry = 32;

// All of standard input. A regular file (which concord's memory file is) is mapped and not copied.
class Input {
 public:
  Input() {
    struct stat status {};
    if (fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
      const auto size = static_cast<size_t>(status.st_size);
      void* map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
      if (map != MAP_FAILED) {
        bytes_ = {static_cast<const char*>(map), size};
        return;
      }
    }
    char block[64 << 10];
    for (ssize_t n = 0; (n = read(STDIN_FILENO, block, sizeof block)) > 0;) {
      copy_.append(block, static_cast<size_t>(n));
    }
    bytes_ = copy_;
  }
  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
  std::string copy_;
};

void AppendUtf8(char32_t c, std::string* out) {
  const auto put = [out](char32_t byte) { *out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

// One line of UTF-8: control characters are left out, half a surrogate pair becomes U+FFFD. (ustring::to_utf8
// goes through iconv and gives up at the first bad character.)
std::string Utf8(const poppler::ustring& text) {
  std::string utf8;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xD800 && c < 0xE000) {
      const bool pair = c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000;
      c = pair ? 0x10000 + ((c - 0xD800) << 10) + (char32_t{text[++i]} - 0xDC00) : U'\uFFFD';
    }
    if (c == '\t') c = ' ';
    if (c >= 0x20 && (c < 0x7F || c >= 0xA0)) AppendUtf8(c, &utf8);
  }
  return utf8;
}

// Tenths of a point. What no page can have (an overflow, not a number) becomes its edge.
int Tenths(double points) {
  constexpr double kFarthest = 1e6;
  if (!(points > -kFarthest)) return static_cast<int>(-kFarthest * 10);
  if (!(points < kFarthest)) return static_cast<int>(kFarthest * 10);
  return static_cast<int>(std::lround(points * 10));
}

// The number of a font, which is told at its first use. The six letters before a subset's name go.
class Fonts {
 public:
  int NumberOf(std::string name) {
    if (name.size() > 7 && name[6] == '+') name.erase(0, 7);
    const auto [at, is_new] = numbers_.try_emplace(std::move(name), static_cast<int>(numbers_.size()));
    if (is_new) {
      std::string ascii;
      for (const char c : at->first.substr(0, 200)) ascii += c > ' ' && c < 0x7F ? c : '?';
      std::printf("font %d %s\n", at->second, ascii.c_str());
    }
    return at->second;
  }

 private:
  std::unordered_map<std::string, int> numbers_;
};

void WritePage(const poppler::page& page, int number, Fonts* fonts) {
  const poppler::rectf sheet = page.page_rect();
  const bool turned =
      page.orientation() == poppler::page::landscape || page.orientation() == poppler::page::seascape;
  std::printf("page %d %d %d\n", number, Tenths(turned ? sheet.height() : sheet.width()),
              Tenths(turned ? sheet.width() : sheet.height()));
  for (const poppler::text_box& word : page.text_list(poppler::page::text_list_include_font)) {
    std::string text = Utf8(word.text());
    if (text.find_first_not_of(' ') == std::string::npos) continue;
    const poppler::rectf box = word.bbox();
    const bool known = word.has_font_info();
    const int font = fonts->NumberOf(known ? word.get_font_name() : "");
    std::printf("%c %d %d %d %d %d %d %d %s\n", word.has_space_after() ? 'w' : 'g', Tenths(box.left()),
                Tenths(box.top()), Tenths(box.right()), Tenths(box.bottom()),
                known ? Tenths(word.get_font_size()) : 0, font,
                word.rotation() & 3,  // in quarters, whatever the header of poppler says
                text.c_str());
  }
}

// The table of contents that viewers show beside the pages.
void WriteContents(const poppler::document& document) {
  const std::unique_ptr<poppler::toc> toc(document.create_toc());
  if (!toc || toc->root() == nullptr) return;
  std::vector<std::pair<const poppler::toc_item*, int>> open = {{toc->root(), 0}};
  for (size_t count = 0; !open.empty() && count < kMostEntries; ++count) {
    const auto [item, level] = open.back();
    open.pop_back();
    const std::string title = level > 0 ? Utf8(item->title()) : "";
    if (!title.empty()) std::printf("entry %d %s\n", level, title.c_str());
    if (level == kDeepestEntry) continue;
    const std::vector<poppler::toc_item*> children = item->children();
    for (size_t i = children.size(); i-- > 0;) open.emplace_back(children[i], level + 1);
  }
}

void Write(std::string_view bytes) {
  std::printf("concord-pdf 1\n");
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) {
    std::printf("refused damaged\n");
  } else if (document->is_locked()) {
    std::printf("refused encrypted\n");
  } else if (document->pages() <= 0) {
    std::printf("refused empty\n");
  } else if (document->pages() > kMostPages) {
    std::printf("refused pages %d %d\n", document->pages(), kMostPages);
  } else {
    const std::string title = Utf8(document->get_title());
    if (!title.empty()) std::printf("title %s\n", title.c_str());
    std::printf("pages %d\n", document->pages());
    Fonts fonts;
    for (int i = 0; i < document->pages(); ++i) {
      const std::unique_ptr<poppler::page> page(document->create_page(i));
      if (page) {
        WritePage(*page, i + 1, &fonts);
      } else {
        std::printf("missing %d\n", i + 1);
      }
    }
    WriteContents(*document);
  }
  std::printf("end\n");
}

}  // namespace

int main() {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  try {
    const Input input;
    constexpr size_t kMostBytes = 0x7FFFFFFF;  // poppler counts with int
    if (input.bytes().size() > kMostBytes) return 1;
    Write(input.bytes());
  } catch (const std::exception&) {  // no memory
    return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
