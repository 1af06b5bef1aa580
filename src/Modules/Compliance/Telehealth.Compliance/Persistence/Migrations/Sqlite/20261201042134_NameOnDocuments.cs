using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Identity.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NameOnDocuments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NameOnDocuments",
                table: "identity_people",
                type: "TEXT",
                maxLength: 80,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NameOnDocuments",
                table: "identity_people");
        }
    }
}
