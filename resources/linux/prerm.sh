#!/bin/sh
# Debian runs this before the program is removed. While a hall of any account on this machine was not closed with everything
# sent, the program stays: the folder would be left without anything that can send from it. An upgrade is no removal.
set -e

[ "$1" = remove ] || exit 0
[ -z "$LIANDONG_REMOVE_UNSENT" ] || exit 0

refused=0
for home in "${DPKG_ROOT:-}"/home/* "${DPKG_ROOT:-}"/root; do
  hall="$home/.local/share/LiandongCounter"
  if [ -e "$hall/hall.db" ] && [ ! -e "$hall/all-sent" ]; then
    echo "联动报装窗口：$hall 还有记录没有同步，或窗口程序没有正常关闭，不能卸载。" >&2
    echo "Liandong Counter: $hall holds records that have not reached the centre, or was not closed in order; not removed." >&2
    refused=1
  fi
done
if [ "$refused" = 1 ]; then
  echo "请打开窗口程序，待“待同步”为零后关闭再卸载；没有网络时请值班主管加密导出（hall outbox export），带回回执并导入。" >&2
  echo "Open the program, let everything be sent, close it, then remove it; without a network have the supervisor make an encrypted export (hall outbox export) and import the receipts." >&2
  echo "确需先卸载程序（数据文件夹保留）：LIANDONG_REMOVE_UNSENT=1 / To remove the program all the same; the folder stays." >&2
  exit 1
fi
