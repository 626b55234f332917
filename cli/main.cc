#include <iostream>

#include "cli/command.h"

int main(int argc, char** argv) { return concord::RunProgram(argc, argv, std::cout, std::cerr); }
