namespace Telehealth.Host.Cli.Story;

/// <summary>A step of the demo did not do what it should; the message says which and how.</summary>
internal sealed class DemoFailure(string message) : Exception(message)
{
    /// <summary>Ends the demo unless it holds.</summary>
    public static void Unless(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new DemoFailure(otherwise);
        }
    }
}
