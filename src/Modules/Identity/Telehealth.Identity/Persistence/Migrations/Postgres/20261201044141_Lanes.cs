using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Identity.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_identity_inbox_State_NextTryAtMicros",
                table: "identity_inbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "identity_outbox",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "identity_inbox",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_identity_outbox_DispatchedAtMicros_Lane",
                table: "identity_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_inbox_State_Lane_NextTryAtMicros",
                table: "identity_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_identity_outbox_DispatchedAtMicros_Lane",
                table: "identity_outbox");

            migrationBuilder.DropIndex(
                name: "IX_identity_inbox_State_Lane_NextTryAtMicros",
                table: "identity_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "identity_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "identity_inbox");

            migrationBuilder.CreateIndex(
                name: "IX_identity_inbox_State_NextTryAtMicros",
                table: "identity_inbox",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
