; Included by electron-builder into the NSIS uninstaller. While a hall of any account on this machine was not closed with everything
; sent, the program stays: the folder would be left without anything that can send from it. An update is no removal.
; It runs at the head of un.onInit, before anything is removed.
!macro customUnInit
  ${ifNot} ${isUpdated}
    ReadEnvStr $R0 "PUBLIC"
    FindFirst $R1 $R2 "$R0\..\*"
    ${DoWhile} $R2 != ""
      ${if} ${FileExists} "$R0\..\$R2\AppData\Roaming\LiandongCounter\hall.db"
      ${andIfNot} ${FileExists} "$R0\..\$R2\AppData\Roaming\LiandongCounter\all-sent"
        FindClose $R1
        MessageBox MB_OK|MB_ICONSTOP "账户 $R2 的大厅数据还有记录没有同步，或窗口程序没有正常关闭，不能卸载。请打开窗口程序，待“待同步”为零后关闭再卸载；没有网络时请值班主管加密导出，带回回执并导入。$\r$\n$\r$\nThe hall of account $R2 holds records that have not reached the centre, or was not closed in order. Open the program, let everything be sent, close it, then uninstall; without a network have the supervisor make an encrypted export and import the receipts." /SD IDOK
        SetErrorLevel 3
        Quit
      ${endIf}
      FindNext $R1 $R2
    ${Loop}
    FindClose $R1
  ${endIf}
!macroend
