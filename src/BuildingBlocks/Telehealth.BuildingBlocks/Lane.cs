namespace Telehealth.BuildingBlocks;

/// <summary>
/// What waits together, worked off apart from the rest (ADR 39). A higher lane is more urgent; nothing of a lower one
/// delays it.
/// </summary>
public enum Lane
{
    /// <summary>Nobody waits in front of a screen for it.</summary>
    Ordinary,

    /// <summary>A person waits for it now: codes, resets, invitations, offers, joining.</summary>
    Prompt,

    /// <summary>Somebody may be in danger.</summary>
    Safety,
}
