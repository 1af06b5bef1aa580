using System.Text.Json;

namespace Telehealth.Host.Cli;

/// <summary>Who the demo data is made of (demo-people.json): the same people every time, none of them real.</summary>
/// <param name="Password">Everybody's.</param>
/// <param name="TotpKey">The key of every staff account's second factor.</param>
/// <param name="Staff">One of each role.</param>
/// <param name="Clients">With a balance.</param>
/// <param name="Providers">Over specialties, languages and zones.</param>
internal sealed record DemoPeople(
    string Password,
    string TotpKey,
    IReadOnlyList<DemoPeople.StaffMember> Staff,
    IReadOnlyList<DemoPeople.Client> Clients,
    IReadOnlyList<DemoPeople.Provider> Providers
)
{
    public static DemoPeople Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Cli", "demo-people.json"));
        return JsonSerializer.Deserialize<DemoPeople>(file, JsonSerializerOptions.Web)!;
    }

    public sealed record StaffMember(string Email, string Name, IReadOnlyList<string> Roles);

    public sealed record Client(
        string Email,
        string Name,
        string Born,
        string Country,
        string Zone,
        string Language,
        string Currency,
        long TopUpMinor
    );

    public sealed record Provider(
        string Email,
        string Name,
        string Gender,
        string Country,
        string Zone,
        string Language,
        IReadOnlyList<string> Languages,
        string Category,
        IReadOnlyList<string> Specialties,
        IReadOnlyList<string> Qualifications,
        string Bio,
        string Currency,
        long PriceMinor,
        IReadOnlyList<string> Modes,
        IReadOnlyList<string> Jurisdictions,
        IReadOnlyList<string> Address,
        string? RegistrationBody,
        string? RegistrationNumber,
        IReadOnlyList<Hours> Hours
    );

    public sealed record Hours(string Weekday, string From, string To);
}
