# The hall's hand on the Windows print spooler: one request a line on standard input, one answer a line on standard output, both
# JSON in ASCII alone, so that no code page of the machine matters. It decides nothing: it says what Windows says, by number, and
# the program that started it (electron/print/windows/) knows what that means. It ends when its input ends.
# Windows PowerShell 5.1: PowerShell 7 no longer knows Windows.Data.Pdf. The automatic variable for piped objects must not be
# named in this file: the host would then read standard input itself.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

Add-Type -AssemblyName System.Drawing
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

public sealed class SpoolPrinter { public uint Status; public uint Attributes; public string Port; }
public sealed class SpoolJob { public uint Id; public uint Status; public uint Pages; public string Document; }

/// <summary>The calls of winspool.drv that are needed, each opening the printer by its name and letting it go.</summary>
public static class Spool
{
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
    private struct DOC_INFO_1 { public string pDocName; public string pOutputFile; public string pDatatype; }

    [StructLayout(LayoutKind.Sequential)]
    private struct SYSTEMTIME { public ushort wYear, wMonth, wDayOfWeek, wDay, wHour, wMinute, wSecond, wMilliseconds; }

    [StructLayout(LayoutKind.Sequential)]
    private struct JOB_INFO_1
    {
        public uint JobId;
        public IntPtr pPrinterName, pMachineName, pUserName, pDocument, pDatatype, pStatus;
        public uint Status, Priority, Position, TotalPages, PagesPrinted;
        public SYSTEMTIME Submitted;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PRINTER_INFO_2
    {
        public IntPtr pServerName, pPrinterName, pShareName, pPortName, pDriverName, pComment, pLocation, pDevMode, pSepFile, pPrintProcessor, pDatatype, pParameters, pSecurityDescriptor;
        public uint Attributes, Priority, DefaultPriority, StartTime, UntilTime, Status, cJobs, AveragePPM;
    }

    [DllImport("winspool.drv", EntryPoint = "OpenPrinterW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool ClosePrinter(IntPtr printer);
    [DllImport("winspool.drv", EntryPoint = "GetPrinterW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern bool GetPrinter(IntPtr printer, uint level, IntPtr buffer, uint size, out uint needed);
    [DllImport("winspool.drv", EntryPoint = "EnumJobsW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern bool EnumJobs(IntPtr printer, uint first, uint count, uint level, IntPtr buffer, uint size, out uint needed, out uint returned);
    [DllImport("winspool.drv", EntryPoint = "SetJobW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern bool SetJob(IntPtr printer, uint job, uint level, IntPtr info, uint command);
    [DllImport("winspool.drv", EntryPoint = "StartDocPrinterW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern uint StartDocPrinter(IntPtr printer, uint level, ref DOC_INFO_1 info);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool StartPagePrinter(IntPtr printer);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool WritePrinter(IntPtr printer, byte[] bytes, uint count, out uint written);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool EndPagePrinter(IntPtr printer);
    [DllImport("winspool.drv", SetLastError = true)]
    private static extern bool EndDocPrinter(IntPtr printer);

    private static Win32Exception Fault(string call) { return new Win32Exception(Marshal.GetLastWin32Error(), call); }

    private static IntPtr Open(string name)
    {
        IntPtr printer;
        if (!OpenPrinter(name, out printer, IntPtr.Zero)) throw Fault("OpenPrinter");
        return printer;
    }

    public static SpoolPrinter Printer(string name)
    {
        IntPtr printer = Open(name);
        IntPtr buffer = IntPtr.Zero;
        try
        {
            uint size;
            GetPrinter(printer, 2, IntPtr.Zero, 0, out size);
            if (size == 0) throw Fault("GetPrinter");
            buffer = Marshal.AllocHGlobal((int)size);
            if (!GetPrinter(printer, 2, buffer, size, out size)) throw Fault("GetPrinter");
            PRINTER_INFO_2 info = (PRINTER_INFO_2)Marshal.PtrToStructure(buffer, typeof(PRINTER_INFO_2));
            return new SpoolPrinter { Status = info.Status, Attributes = info.Attributes, Port = Marshal.PtrToStringUni(info.pPortName) ?? "" };
        }
        finally
        {
            if (buffer != IntPtr.Zero) Marshal.FreeHGlobal(buffer);
            ClosePrinter(printer);
        }
    }

    /// <summary>The job of this name, which is our own and made for one print; null where the queue has none.</summary>
    public static SpoolJob Find(string name, string document)
    {
        IntPtr printer = Open(name);
        IntPtr buffer = IntPtr.Zero;
        try
        {
            // Jobs may come between the two calls: asked again with more room.
            for (int tries = 0; tries < 5; tries += 1)
            {
                uint size, returned;
                EnumJobs(printer, 0, 1000, 1, IntPtr.Zero, 0, out size, out returned);
                if (size == 0) return null;
                buffer = Marshal.AllocHGlobal((int)size);
                uint more;
                if (EnumJobs(printer, 0, 1000, 1, buffer, size, out more, out returned))
                {
                    int each = Marshal.SizeOf(typeof(JOB_INFO_1));
                    for (int i = 0; i < returned; i += 1)
                    {
                        JOB_INFO_1 info = (JOB_INFO_1)Marshal.PtrToStructure(new IntPtr(buffer.ToInt64() + (long)i * each), typeof(JOB_INFO_1));
                        if (Marshal.PtrToStringUni(info.pDocument) == document) return new SpoolJob { Id = info.JobId, Status = info.Status, Pages = info.PagesPrinted, Document = document };
                    }
                    return null;
                }
                Win32Exception fault = Fault("EnumJobs");
                Marshal.FreeHGlobal(buffer);
                buffer = IntPtr.Zero;
                if (fault.NativeErrorCode != 122) throw fault; // ERROR_INSUFFICIENT_BUFFER
            }
            throw new Win32Exception(122, "EnumJobs");
        }
        finally
        {
            if (buffer != IntPtr.Zero) Marshal.FreeHGlobal(buffer);
            ClosePrinter(printer);
        }
    }

    /// <summary>SetJob with a command (JOB_CONTROL_*); false where the spooler refuses.</summary>
    public static bool Control(string name, uint job, uint command)
    {
        IntPtr printer = Open(name);
        try { return SetJob(printer, job, 0, IntPtr.Zero, command); }
        finally { ClosePrinter(printer); }
    }

    /// <summary>Spools bytes as they are (datatype RAW) and tells of the job as soon as it has a number; keep is JOB_CONTROL_RETAIN.</summary>
    public static bool Raw(string name, string document, byte[] bytes, uint keep)
    {
        IntPtr printer = Open(name);
        try
        {
            DOC_INFO_1 info = new DOC_INFO_1 { pDocName = document, pOutputFile = null, pDatatype = "RAW" };
            uint job = StartDocPrinter(printer, 1, ref info);
            if (job == 0) throw Fault("StartDocPrinter");
            bool kept = SetJob(printer, job, 0, IntPtr.Zero, keep);
            if (!StartPagePrinter(printer)) throw Fault("StartPagePrinter");
            uint written;
            if (!WritePrinter(printer, bytes, (uint)bytes.Length, out written)) throw Fault("WritePrinter");
            if (written != bytes.Length) throw new Win32Exception(0, "WritePrinter wrote " + written + " of " + bytes.Length);
            if (!EndPagePrinter(printer)) throw Fault("EndPagePrinter");
            if (!EndDocPrinter(printer)) throw Fault("EndDocPrinter");
            return kept;
        }
        finally { ClosePrinter(printer); }
    }
}
'@

# winspool.h
$JOB_CONTROL = @{ pause = 1; delete = 5; retain = 8; release = 9 }
# wingdi.h: DMPAPER_A4; its size in hundredths of an inch, and its width in dots of 300 to the inch.
$DMPAPER_A4 = 9
$A4 = @{ Width = 827; Height = 1169; Dots = 2480 }

$fromHall = [Console]::OpenStandardInput()
$toHall = [Console]::OpenStandardOutput()
$script:asked = 0
$script:mine = $null

function Say([hashtable]$words) {
  $words['id'] = $script:asked
  $json = ConvertTo-Json -Compress -InputObject $words
  $ascii = [regex]::Replace($json, '[^\x20-\x7e]', { param($found) '\u{0:x4}' -f [int][char]$found.Value })
  $bytes = [Text.Encoding]::ASCII.GetBytes($ascii + "`n")
  $toHall.Write($bytes, 0, $bytes.Length)
  $toHall.Flush()
}

function Read-Request {
  $line = New-Object System.Collections.Generic.List[byte]
  while ($true) {
    $byte = $fromHall.ReadByte()
    if ($byte -lt 0) { return $null }
    if ($byte -eq 10) { return ConvertFrom-Json ([Text.Encoding]::ASCII.GetString($line.ToArray())) }
    $line.Add([byte]$byte)
  }
}

function Read-Bytes([int]$count) {
  $bytes = New-Object byte[] $count
  $have = 0
  while ($have -lt $count) {
    $more = $fromHall.Read($bytes, $have, $count - $have)
    if ($more -le 0) { throw 'the document was cut short' }
    $have += $more
  }
  # The comma keeps it one array.
  return , $bytes
}

function Start-Pdf {
  if ($null -ne $script:asTaskOf) { return }
  Add-Type -AssemblyName System.Runtime.WindowsRuntime
  [void][Windows.Data.Pdf.PdfDocument, Windows.Data.Pdf, ContentType = WindowsRuntime]
  [void][Windows.Data.Pdf.PdfPageRenderOptions, Windows.Data.Pdf, ContentType = WindowsRuntime]
  [void][Windows.Storage.Streams.InMemoryRandomAccessStream, Windows.Storage.Streams, ContentType = WindowsRuntime]
  $ways = [System.WindowsRuntimeSystemExtensions].GetMethods() | Where-Object { $_.Name -eq 'AsTask' -and $_.GetParameters().Count -eq 1 }
  $script:asTask = @($ways | Where-Object { $_.GetParameters()[0].ParameterType.Name -eq 'IAsyncAction' })[0]
  $script:asTaskOf = @($ways | Where-Object { $_.GetParameters()[0].ParameterType.Name -eq 'IAsyncOperation`1' })[0]
}

function Wait-Operation($operation, [type]$result) {
  $task = $script:asTaskOf.MakeGenericMethod($result).Invoke($null, @($operation))
  [void]$task.Wait(-1)
  return $task.Result
}

function Wait-Action($action) {
  [void]$script:asTask.Invoke($null, @($action)).Wait(-1)
}

# One page of the PDF as a picture, on the sheet from edge to edge.
function Show-Page($graphics, $settings, [int]$number) {
  $page = $script:print.Pdf.GetPage([uint32]$number)
  $picture = New-Object Windows.Storage.Streams.InMemoryRandomAccessStream
  $options = New-Object Windows.Data.Pdf.PdfPageRenderOptions
  $options.DestinationWidth = [uint32]$A4.Dots
  Wait-Action ($page.RenderToStreamAsync($picture, $options))
  [void]$picture.Seek([uint64]0)
  $stream = [System.IO.WindowsRuntimeStreamExtensions]::AsStream($picture)
  $image = [System.Drawing.Image]::FromStream($stream)
  # The origin is the corner of what the printer can reach, not of the sheet.
  $graphics.TranslateTransform([single](-$settings.HardMarginX), [single](-$settings.HardMarginY))
  $graphics.DrawImage($image, 0, 0, [int]$A4.Width, [int]$A4.Height)
  $image.Dispose()
  $stream.Dispose()
  if ($page -is [System.IDisposable]) { $page.Dispose() }
}

# The job gets its number inside PrintDocument, which does not tell it: it is looked up by its name, which is used once.
function Keep-Job {
  if ($script:print.Kept) { return }
  $job = [Spool]::Find($script:print.Printer, $script:print.Name)
  if ($null -eq $job) { return }
  $script:print.Kept = [Spool]::Control($script:print.Printer, $job.Id, $JOB_CONTROL.retain)
}

function Send-Pdf($ask, [byte[]]$bytes) {
  Start-Pdf
  $source = [System.IO.WindowsRuntimeStreamExtensions]::AsRandomAccessStream((New-Object System.IO.MemoryStream(, $bytes)))
  $pdf = Wait-Operation ([Windows.Data.Pdf.PdfDocument]::LoadFromStreamAsync($source)) ([Windows.Data.Pdf.PdfDocument])
  $script:print = @{ Pdf = $pdf; Page = [int]$ask.fromPage - 1; Printer = [string]$ask.printer; Name = [string]$ask.name; Kept = $false }
  $document = New-Object System.Drawing.Printing.PrintDocument
  $document.DocumentName = [string]$ask.name
  $document.PrinterSettings.PrinterName = [string]$ask.printer
  # ERROR_INVALID_PRINTER_NAME
  if (-not $document.PrinterSettings.IsValid) { throw (New-Object System.ComponentModel.Win32Exception(1801, 'PrinterSettings.IsValid')) }
  # The standard controller shows no window.
  $document.PrintController = New-Object System.Drawing.Printing.StandardPrintController
  $document.OriginAtMargins = $false
  $document.DefaultPageSettings.Landscape = $false
  $paper = @($document.PrinterSettings.PaperSizes | Where-Object { $_.RawKind -eq $DMPAPER_A4 })[0]
  if ($null -ne $paper) { $document.DefaultPageSettings.PaperSize = $paper }
  if ($ask.tray) {
    $sources = @($document.PrinterSettings.PaperSources)
    $tray = @($sources | Where-Object { $_.SourceName.Trim() -eq [string]$ask.tray })[0]
    if ($null -eq $tray) { return Say @{ refused = 'tray'; what = ($sources.SourceName -join ', ') } }
    $document.DefaultPageSettings.PaperSource = $tray
  }
  $long = [System.Drawing.Printing.Duplex]::Vertical
  $document.PrinterSettings.Duplex = $(if ($ask.sides -eq 'two-sided-long-edge' -and $document.PrinterSettings.CanDuplex) { $long } else { [System.Drawing.Printing.Duplex]::Simplex })
  $document.add_PrintPage({
    param($from, $sheet)
    Keep-Job
    Show-Page $sheet.Graphics $sheet.PageSettings $script:print.Page
    $script:print.Page += 1
    Say @{ note = 'page'; page = $script:print.Page }
    $sheet.HasMorePages = $script:print.Page -lt $script:print.Pdf.PageCount
  })
  Say @{ note = 'starting' }
  $document.Print()
  Keep-Job
  $document.Dispose()
  Say @{ kept = [bool]$script:print.Kept }
}

function Answer($ask, $bytes) {
  $printer = [string]$ask.printer
  switch ([string]$ask.do) {
    'list' {
      Say @{ printers = @([System.Drawing.Printing.PrinterSettings]::InstalledPrinters | ForEach-Object { [string]$_ }) }
    }
    'state' {
      $found = [Spool]::Printer($printer)
      Say @{ status = $found.Status; attributes = $found.Attributes; port = $found.Port }
    }
    'raw' {
      $script:mine = $ask
      Say @{ note = 'starting' }
      Say @{ kept = [Spool]::Raw($printer, [string]$ask.name, $bytes, $JOB_CONTROL.retain) }
    }
    'pdf' {
      $script:mine = $ask
      Send-Pdf $ask $bytes
    }
    'job' {
      $found = [Spool]::Printer($printer)
      $job = [Spool]::Find($printer, [string]$ask.name)
      if ($null -eq $job) { Say @{ there = $false; status = 0; pages = 0; printer = $found.Status; attributes = $found.Attributes } }
      else { Say @{ there = $true; status = $job.Status; pages = $job.Pages; printer = $found.Status; attributes = $found.Attributes } }
    }
    'control' {
      $job = [Spool]::Find($printer, [string]$ask.name)
      if ($null -eq $job) { Say @{ done = $false } }
      else { Say @{ done = [Spool]::Control($printer, $job.Id, $JOB_CONTROL[[string]$ask.command]) } }
      if ($ask.command -ne 'pause') { $script:mine = $null }
    }
    default { throw 'not a request' }
  }
}

& {
  Say @{ ready = $PSVersionTable.PSVersion.Major }
  while ($true) {
    $ask = Read-Request
    if ($null -eq $ask) { break }
    $script:asked = [int]$ask.id
    $bytes = $null
    try {
      if ($ask.bytes) { $bytes = Read-Bytes ([int]$ask.bytes) }
      Answer $ask $bytes
    } catch {
      $fault = $_.Exception.GetBaseException()
      $code = 0
      if ($fault -is [System.ComponentModel.Win32Exception]) { $code = $fault.NativeErrorCode }
      $words = [string]$fault.Message
      Say @{ error = $code; what = $words.Substring(0, [Math]::Min(200, $words.Length)) }
    }
  }
  # The hall is gone: a job that was kept for its answer is not left lying in the queue.
  if ($null -ne $script:mine) {
    $job = [Spool]::Find([string]$script:mine.printer, [string]$script:mine.name)
    if ($null -ne $job) { [Spool]::Control([string]$script:mine.printer, $job.Id, $JOB_CONTROL.release) }
  }
} | Out-Null
