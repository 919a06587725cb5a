#include "base/mem.h"
#include "cli/cli.h"

int main(int argc, char **argv)
{
    mem_keep();
    return cli_main(argc, argv);
}
