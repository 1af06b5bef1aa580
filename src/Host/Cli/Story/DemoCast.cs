using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli.Story;

/// <summary>Who appears in more than one chapter.</summary>
internal sealed class DemoCast(DemoStage stage)
{
    private static readonly Dictionary<string, (string Mail, string Name)> People = new()
    {
        [Roles.ComplianceReviewer] = ("rowan.hale", "Rowan Hale"),
        [Roles.ProgrammeManager] = ("mina.brook", "Mina Brook"),
        [Roles.HrAdmin] = ("helen.ford", "Helen Ford"),
        [Roles.PlatformAdmin] = ("piers.adler", "Piers Adler"),
        [Roles.Concierge] = ("cleo.marsh", "Cleo Marsh"),
        [Roles.SafeguardingLead] = ("sam.whitlock", "Sam Whitlock"),
        [Roles.Support] = ("sunil.patel", "Sunil Patel"),
        [Roles.Finance] = ("bartosz.zielinski", "Bartosz Zieliński"),
        [Roles.PayoutApprover] = ("ngoc.tran", "Trần Thị Ngọc"),
    };

    private readonly Dictionary<string, DemoCaller> hired = [];

    /// <summary>Whose earnings the story follows to the bank.</summary>
    public DemoProvider Thorunn { get; } = new(stage, DemoOffer.Thorunn);

    public DemoProvider Lukasz { get; } = new(stage, DemoOffer.Lukasz);

    public DemoPerson Anna { get; } = new(stage, "anna.nowak@clients.telehealth.example", "Anna Nowak");

    /// <summary>A client who appears in one chapter.</summary>
    public DemoPerson Client(string mailbox, string name) => new(stage, $"{mailbox}@clients.telehealth.example", name);

    /// <summary>The one with this role, hired when first needed.</summary>
    public async Task<DemoCaller> Staff(string role)
    {
        if (!hired.TryGetValue(role, out var caller))
        {
            caller = hired[role] = await stage.Employ(MailOf(role), People[role].Name, role);
        }

        return caller;
    }

    public static string MailOf(string role) => $"{People[role].Mail}@staff.telehealth.example";
}
