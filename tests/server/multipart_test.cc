#include "server/multipart.h"

#include <gtest/gtest.h>

namespace concord::testing {
namespace {

HttpRequest Form(const std::string& body, const std::string& type = "multipart/form-data; boundary=xx") {
  return {"POST", "/read", {}, {{"content-type", type}}, body};
}
std::string Part(const std::string& disposition, const std::string& bytes) {
  return "--xx\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + bytes + "\r\n";
}

TEST(Multipart, TheFileIsFoundAmongTheFields) {
  const HttpRequest request = Form(Part("name=\"note\"", "filename=\"no\"") +
                                   Part("name=\"file\"; filename=\"a.txt\"", "one\r\ntwo") + "--xx--\r\n");
  const auto file = FirstFile(request);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->name, "a.txt");
  EXPECT_EQ(file->bytes, "one\r\ntwo");
}

TEST(Multipart, FoldersInNamesAreLeftOut) {
  for (const std::string name : {"../../etc/passwd", "C:\\\\x\\\\passwd", "passwd"}) {
    const HttpRequest request = Form(Part("name=\"file\"; filename=\"" + name + "\"", "x") + "--xx--\r\n");
    const auto file = FirstFile(request);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "passwd") << name;
  }
  const HttpRequest request = Form(Part("name=\"file\"; filename=\"..\"", "x") + "--xx--\r\n");
  EXPECT_EQ(FirstFile(request)->name, "file");
}

TEST(Multipart, AnEmptyFileIsAFile) {
  const HttpRequest request =
      Form("--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"e\"\r\n\r\n\r\n--xx--\r\n");
  const auto file = FirstFile(request);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes.empty());
}

TEST(Multipart, BrokenFormsAreRefused) {
  const std::string whole = Part("name=\"file\"; filename=\"a\"", "body") + "--xx--\r\n";
  // No cut makes it read what is not there.
  for (size_t size = 0; size + 8 < whole.size(); ++size) {
    const HttpRequest request = Form(whole.substr(0, size));
    EXPECT_FALSE(FirstFile(request)) << size;
  }
  EXPECT_FALSE(FirstFile(Form(whole, "multipart/form-data")));
  EXPECT_FALSE(FirstFile(Form(whole, "multipart/form-data; boundary=" + std::string(100, 'x'))));
  EXPECT_FALSE(FirstFile(Form(whole, "text/plain")));
  EXPECT_FALSE(FirstFile(Form("--xx\r\n" + std::string(100'000, 'a') + "\r\n\r\n--xx--")));
}

}  // namespace
}  // namespace concord::testing
