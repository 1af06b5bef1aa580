using Microsoft.Playwright;
using Telehealth.BuildingBlocks;

namespace Telehealth.BrowserTests;

/// <summary>The first pages of everybody, as pictures, for the keyboard and for axe.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class ShellTests(Workplace workplace)
{
    [ChromiumFact]
    public async Task Who_is_signed_out_sees_a_calm_start_and_the_numbers_that_answer_at_night()
    {
        await using var guest = await workplace.Visit();
        await guest.Go("/");
        await guest.ShouldBeFit("start");
        await guest.Go("/safety?country=PL");
        await guest.Sees("116 111");
        await guest.ShouldBeFit("safety");
    }

    [ChromiumFact]
    public async Task The_account_pages_are_fit()
    {
        await using var guest = await workplace.Visit();
        foreach (var page in new[] { "sign-in", "sign-up", "forgot-password", "check-mail" })
        {
            await guest.Go("/identity/" + page);
            await guest.ShouldBeFit(page);
        }

        await guest.Page.GotoAsync("/there/is/nothing/here");
        await guest.Sees("There is nothing here");
        await guest.ShouldBeFit("not-found");
    }

    [ChromiumFact]
    public async Task A_member_of_staff_signs_in_by_keyboard_alone()
    {
        var person = await workplace.App.Staff(Roles.Operations);
        await using var staff = await workplace.Visit();
        await staff.Go("/identity/sign-in");
        await staff.Type("Email", person.Email);
        await staff.Type("Password", person.Password);
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.Sees("Second step");
        await staff.Page.Keyboard.TypeAsync(await workplace.App.AuthenticatorCode(person));
        await staff.Page.Keyboard.PressAsync("Enter");
        await staff.Sees("Good to see you");
    }

    [ChromiumFact]
    public async Task A_wrong_password_keeps_what_was_typed_and_says_what_to_do()
    {
        await using var guest = await workplace.Visit();
        await guest.Go("/identity/sign-in");
        await guest.Page.GetByLabel("Email").FillAsync("nobody@example.org");
        await guest.Page.GetByLabel("Password").FillAsync("not this one");
        await guest.Press("Sign in");
        await guest.Sees("do not match");
        (await guest.Page.GetByLabel("Email").InputValueAsync()).ShouldBe("nobody@example.org");
        await guest.ShouldBeFit("sign-in-refused");
    }

    [ChromiumFact]
    public async Task Home_answers_each_person_at_first_glance()
    {
        var client = await workplace.App.SignUpClient("Ana Nguyễn");
        var provider = await workplace.App.SignUpProvider("Dr Zofia Wójcik");
        await using (var visitor = await workplace.Visit(client))
        {
            await visitor.Sees("Good to see you");
            await visitor.ShouldBeFit("home-client");
            await visitor.Go("/identity/account");
            await visitor.ShouldBeFit("account");
        }

        await using (var visitor = await workplace.Visit(provider))
        {
            await visitor.ShouldBeFit("home-provider");
        }

        foreach (var role in new[] { Roles.Finance, Roles.Operations, Roles.ComplianceReviewer, Roles.PlatformAdmin })
        {
            await using var visitor = await workplace.VisitAs(role);
            await visitor.ShouldBeFit($"home-{role}");
        }
    }
}
