using System.Globalization;

namespace Telehealth.Host.Cli.Story;

/// <summary>What is left to look at: the month's numbers, the journal, the check of everything.</summary>
internal sealed class ClosingChapter(DemoStage stage, HubChapter hub)
{
    public DemoChapter Chapter =>
        new(
            "The month's end: what is left to look at",
            [hub.MonthEnd, new("The journal is exported", Export), new("Every invariant holds", Verify)]
        );

    private async Task<string> Export()
    {
        var (mails, calendars) = stage.Folder.Collect();
        var export = await Exporting.Read(stage.Services, CancellationToken.None);
        stage.Folder.Write("ledger.journal", export.Text);
        return $"{export.Journals} transactions; {mails} mails, {calendars} invitations";
    }

    private async Task<string> Verify()
    {
        using var report = new StringWriter(CultureInfo.InvariantCulture);
        var ok = await Verifying.Check(stage.Services, wait: true, report, CancellationToken.None);
        stage.Folder.Write("verify.txt", report.ToString());
        DemoFailure.Unless(ok, report.ToString());
        return "verify is clean";
    }
}
