using System.Diagnostics;
using System.Text;

namespace Telehealth.IntegrationTests.Notifications;

/// <summary>Another program's reading of our calendars: python3-icalendar, where it is installed.</summary>
internal static class PythonCalendar
{
    private const string Script = """
        import sys
        import icalendar
        calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
        events = [x for x in calendar.walk("VEVENT")]
        print(calendar["METHOD"], len(events), events[0]["SUMMARY"], events[0]["UID"], events[0].get("SEQUENCE"))
        people = events[0].get("ATTENDEE", [])
        for person in people if isinstance(people, list) else [people]:
            print(person, person.params.get("CN"))
        """;

    /// <summary>What it read, or null where python3 or the package is missing.</summary>
    public static string? Parse(string calendar)
    {
        var interpreter = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(interpreter, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var bytes = Encoding.UTF8.GetBytes(calendar);
            process.StandardInput.BaseStream.Write(bytes);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output;
            }

            return errors.Contains("ModuleNotFoundError", StringComparison.Ordinal)
                ? null
                : throw new InvalidOperationException(errors);
        }
    }
}

/// <summary>What RFC 5545 asks of every calendar text.</summary>
internal static class ICalendarCheck
{
    public static void IsSound(string text)
    {
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        text.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        text.ShouldContain("CLASS:PRIVATE");
        text.ShouldContain("DTSTAMP:");
    }
}
